import type { ProblemTexts } from '@yingma/core'
import type { AssistProblem } from './assist-problem.ts'

const list = (words: readonly string[]) => words.join('、')

export const zh: ProblemTexts<AssistProblem> = {
  'eval-no-labels': ({ file, columns }) =>
    `${file}：没有标注列；现有 ${list(columns)}。把标注列的表头写作“标注”或 expected，或用 --expected 指定`,
  'eval-no-names': ({ file }) => `${file}：没有带标注的名称`,
  'eval-label-empty': ({ file, row }) => `${file} 第 ${row} 行：没有标注。不是检查写 not-exam，没有项目写 no-item`,
  'eval-label-unreadable': ({ file, row, text }) =>
    `${file} 第 ${row} 行：看不懂标注“${text}”。写项目代码（多个用 + 连接，几种都对用 | 分开），或 no-item、not-exam、ambiguous、conflict`,
  'eval-unknown-code': ({ file, row, item, nearest }) =>
    `${file} 第 ${row} 行：标准没有代码“${item}”${nearest.length === 0 ? '' : `；最接近的是 ${list(nearest)}`}`,
  'eval-not-a-result': ({ file, row }) =>
    `${file} 第 ${row} 行：不是结果；应是 yingma normalise --format jsonl 或 yingma eval --results 写出的一行`,
  'eval-file-unreadable': ({ file, reason }) => `读不了 ${file}：${reason}`,
}
