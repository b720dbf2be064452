import { type ProblemTexts, renderProblem } from '@yingma/core'
import { renderTableProblem } from '@yingma/tables'
import type { ImportDoubt } from './import-doubt.ts'

interface At {
  readonly row: number
  readonly sheet?: string
}

const at = ({ row, sheet }: At): string => `${sheet === undefined ? '' : `工作表“${sheet}”`}第 ${row} 行：`

/** Doubts about the publisher's table. */
export const importZh: ProblemTexts<Exclude<ImportDoubt, { readonly code: 'import-refused' }>> = {
  'import-bad-row': ({ problem, ...p }) => `${at(p)}读不出来。${renderTableProblem(problem, 'zh')}`,
  'import-code-missing': ({ name, ...p }) => `${at(p)}“${name}”没有代码（合并的单元格请拆开，公式请存成数值）`,
  'import-name-missing': ({ value, ...p }) => `${at(p)}代码 ${value} 没有名称（合并的单元格请拆开，公式请存成数值）`,
  'import-name-long': ({ value, limit, ...p }) => `${at(p)}代码 ${value} 的名称超过 ${limit} 个字符`,
  'import-unreadable': ({ value, name, problem, ...p }) =>
    `${at(p)}代码 ${value} 读不出来（${name}）。${problem === undefined ? '' : renderProblem(problem, 'zh')}`,
  'import-twice': ({ value, first, ...p }) => `${at(p)}代码 ${value} 已在第 ${first} 行，请只留一行`,
  'import-name-twice': ({ value, name, first, ...p }) =>
    `${at(p)}${value} 的名称“${name}”与第 ${first} 行相同；一个名称只能有一个代码`,
  'import-renamed': ({ value, before, name, ...p }) => `${at(p)}${value} 改名 ${before} → ${name}；已发布的名称不改`,
  'import-recoded': ({ value, before, name, ...p }) =>
    `${at(p)}“${name}”的代码是 ${before}，表中写 ${value}；代码不改变含义，请核对表，确需更换时另行起草`,
  'import-retired': ({ value, name, ...p }) => `${at(p)}${value} ${name} 已停用，表中仍列出；停用不撤回`,
  'import-no-successor': ({ value, name }) => `${value} ${name} 已不在表中，且没有可接替的项目；请另行起草`,
  'import-part-only': ({ modality, gone, of }) =>
    `${modality} 的 ${of} 个项目中 ${gone} 个不在表中：看来表只是一部分，没有提议停用`,
  'import-older': ({ edition, gone }) =>
    `表里没有 ${edition} 版之后的任何内容：看来是旧版的表，其后新增的 ${gone} 个项目没有提议停用`,
  'import-too-many': ({ kind, count, limit }) =>
    `要${kind === 'added' ? '新增' : '停用'} ${count} 项，一次最多 ${limit} 项：请核对是否选对了表，或分几次导入`,
}
