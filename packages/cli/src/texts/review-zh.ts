import type { ProblemTexts } from '@yingma/core'
import type { ReviewProblem } from '../normalise/review/review-problem.ts'

type Place = {
  readonly file: string
  readonly sheet: string
  readonly row: number
  readonly column: number
  readonly header: string
}

const at = ({ file, sheet, row, column, header }: Place): string =>
  `${file}${sheet === '' ? '' : `，工作表 ${sheet}`}，第 ${row} 行，第 ${column} 列（${header}）`

export const reviewZh: ProblemTexts<ReviewProblem> = {
  'review-column-missing': ({ file, column, columns }) =>
    `${file}：没有“${column}”列；现有 ${columns.join('、') || '（无）'}。请用 --review 写出的表`,
  'review-no-decisions': ({ file }) => `${file}：“决定”一列全是空的，没有可保存的决定`,
  'review-unknown-item': (p) =>
    `${at(p)}：“${p.item}”不是项目，也不是 no-item 或 not-exam${p.nearest.length === 0 ? '' : `；相近的代码：${p.nearest.join('、')}`}`,
  'review-name-missing': (p) => `${at(p)}：有决定，但没有名称，也没有本院编码`,
  'review-decided-twice': (p) => `${at(p)}：同一名称在第 ${p.first} 行已有不同的决定`,
}
