import { fileTrouble, type ProblemTexts } from '@yingma/core'
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
  'labels-source-missing': ({ source }) => `找不到标准化后的检查表：${source}。先用 yingma run 生成`,
  'labels-not-standardised': ({ source, column }) =>
    `${source} 不是标准化后的表：没有列 ${column}。先用 yingma run 处理`,
  'labels-column-missing': ({ role, columns }) =>
    `没有找到“${role}”列；现有 ${list(columns)}。用 --column ${role}=列名 指定`,
  'labels-no-patient': ({ columns }) =>
    `没有患者标识列，划分时无法保证同一患者不同时在训练和测试中；现有 ${list(columns)}。用 --column patient=列名 指定；确实没有时用 --no-patient，数据卡会写明`,
  'labels-edition': ({ made, edition }) =>
    `这张表是用 ${made} 版标准化的，现行版本是 ${edition}：先重新运行 yingma run`,
  'labels-unknown-item': ({ item, nearest }) =>
    `标准没有项目“${item}”${nearest.length === 0 ? '' : `；最接近的是 ${list(nearest)}`}`,
  'labels-unknown-part': ({ part }) => `没有以“${part}”开头的部位代码`,
  'labels-unknown-modifier': ({ modifier, modifiers }) => `没有修饰“${modifier}”；可用 ${list(modifiers)}`,
  'labels-nothing-selected': ({ exams, smallest }) =>
    exams === 0 ? '没有检查入选' : `入选 ${exams} 次检查，但没有一个标签达到 ${smallest} 次：不导出`,
  'labels-key': ({ file, reason }) =>
    `密钥文件 ${file} 不能用：${fileTrouble(reason, 'zh')}。应为 32 到 64 字节（十六进制或 base64）`,
  'labels-out-exists': ({ folder }) => `文件夹 ${folder} 不是空的，请另给一个`,
  'routing-invalid': ({ file, at, rule }) => `${file} 的 ${at || '整体'} 不对：${rule}`,
  'routing-unreadable': ({ file, reason }) => `读不了分流表 ${file}：${fileTrouble(reason, 'zh')}`,
  'routing-edition': ({ file, made, edition }) =>
    `${file} 是为 ${made} 版做的，现行版本是 ${edition}：核对后改写 edition`,
  'routing-unknown-item': ({ file, at, item, nearest }) =>
    `${file} 的 ${at}：标准没有项目“${item}”${nearest.length === 0 ? '' : `；最接近的是 ${list(nearest)}`}`,
  'routing-retired-item': ({ file, at, item, successors }) =>
    `${file} 的 ${at}：项目 ${item} 已停用${successors.length === 0 ? '' : `，接替者 ${list(successors)}`}`,
  'routing-unknown-target': ({ file, at, target }) => `${file} 的 ${at}：targets 中没有这一类的“${target}”`,
  'routing-target-twice': ({ file, at, target }) => `${file} 的 ${at}：“${target}”写了两次`,
  'routing-target-unused': ({ file, at, target }) => `${file} 的 ${at}：没有一行送到“${target}”`,
  'routing-fits-nothing': ({ file, at }) =>
    `${file} 的 ${at}：没有项目用到这一行。部位或扫描方式写错，或者更具体的行已经全部覆盖`,
  'routing-twice': ({ file, kind, routes, items, first }) =>
    `${file}：${items} 个项目（如 ${first}）在 ${kind} 中同时符合 routes ${list(routes.map((at) => `[${at}]`))}：让其中一行更具体`,
  'routing-gap': ({ file, kind, items, first }) =>
    `${file}：${items} 个项目在 ${kind} 中没有去处（${list(first)} …）。加一行，或用 "to": null 说明有意不送`,
  'suggest-not-a-suggestion': ({ file, row }) => `${file} 第 ${row} 行：不是建议；应是 yingma suggest 写出的一行`,
  'eval-file-unreadable': ({ file, reason }) => `读不了 ${file}：${fileTrouble(reason, 'zh')}`,
}
