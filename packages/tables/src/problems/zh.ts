import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { Damage, JsonKind, OtherFile, TableProblem } from './problem.ts'
import { bytes, shown } from './words.ts'
import { cellAt, list, rowAt } from './words-zh.ts'

const jsonKinds: Readonly<Record<JsonKind, string>> = {
  null: '空值 null',
  array: '数组',
  string: '字符串',
  number: '数字',
  boolean: '真假值',
}

const others: Readonly<Record<OtherFile, string>> = {
  pdf: ' PDF',
  image: '图片',
  zip: '不含工作簿的 ZIP 压缩包',
  rar: ' RAR 或 7z 压缩包',
  gzip: ' gzip 压缩文件',
  word: ' Word 文档',
  json: '整个的 JSON 文档（方括号里的列表），而不是每行一个对象',
  'compound-file': '不含工作簿的 Office 文件',
  binary: '二进制文件',
}

const damages: Readonly<Record<Damage, string>> = {
  'cut-off': '内容不完整',
  missing: '缺失',
  checksum: '校验和不符',
  'cannot-unpack': '无法解压',
  syntax: '格式不正确',
  unreadable: '无法读取',
  endless: '读取无法结束',
}

export const zh: ProblemTexts<TableProblem> = {
  'table-ragged-row': (p) =>
    `${rowAt(p)}：有 ${p.actual} 个单元格，而表格有 ${p.expected} 列。请检查单元格内是否有未加引号的分隔符并改正该行，或将此类行另存（坏行文件）。`,
  'table-unbalanced-quote': (p) =>
    `${cellAt(p)}：单元格以引号开头但没有闭合，或闭合引号之后还有内容。请把单元格内的引号写成两个并将整个单元格加引号，或将此类行另存（坏行文件）。`,
  'table-nul-byte': (p) =>
    `${cellAt(p)}：单元格含有空字符（NUL）。文件已损坏，或是没有字节顺序标记的 UTF-16（请指定编码）。`,
  'table-undecodable': (p) =>
    `${cellAt(p)}：有不是 ${p.encoding} 文本的字节。请指定正确的编码、重新导出，或将此类行另存（坏行文件）。`,
  'table-cell-too-long': (p) =>
    `${cellAt(p)}：一个单元格有 ${p.length} 个字符，最多允许 ${p.limit} 个。请检查是否缺少换行或引号，或调高上限。`,
  'table-not-json': (p) => `${rowAt(p)}：不是 JSON。JSONL 每行一个 JSON 对象。`,
  'table-not-object': (p) =>
    `${rowAt(p)}：应为 JSON 对象，例如 {"name":"CT胸部平扫"}，实际是${jsonKinds[p.found]}；各行须全是对象或全是字符串。`,
  'table-unknown-key': (p) => `${rowAt(p)}：键 ${shown(p.key)} 在文件开头没有出现过。请指定各列，或把该键加到第一行。`,

  'table-file-missing': (p) => `${p.file}：没有这个文件。请检查文件名和文件夹。`,
  'table-file-unreadable': (p) => `${p.file}：无法读取（${fileTrouble(p.reason, 'zh')}）。`,
  'table-empty': (p) => `${p.file}：文件是空的。`,
  'table-no-rows': (p) => `${p.file}：没有含内容的行。`,
  'table-not-a-table': (p) => `${p.file}：这是${others[p.found]}，不是表格。请另存为 CSV、XLSX、XLS 或 JSONL。`,
  'table-format-mismatch': (p) => `${p.file}：要求按 ${p.wanted} 读取，但内容是 ${p.found}。`,
  'table-unknown-encoding': (p) =>
    `${p.file}：不认识编码 ${shown(p.encoding)}。可用 utf-8、utf-16le、utf-16be、gb18030（gbk、gb2312）、big5。`,
  'table-password': (p) => `${p.file}：工作簿设有密码。请另存一份不带密码的副本。`,
  'table-damaged': (p) => `${p.file}：${p.part} 已损坏（${damages[p.damage]}）。请用电子表格软件打开后重新保存。`,
  'table-too-large': (p) =>
    `${p.file}：这类文件须整个放入内存，超过了 ${bytes(p.limit)}。请另存为 XLSX 或 CSV，或调高上限。`,
  'table-zip-bomb': (p) =>
    `${p.file}：${p.part} 由 ${bytes(p.packed)} 解压到 ${bytes(p.unpacked)} 以上；总共允许 ${bytes(p.maxUnpacked)}，压缩比允许 ${p.maxRatio} 比 1。这样的文件可能是为耗尽机器而造的，确信可靠时才调高上限。`,
  'table-unknown-sheet': (p) => `${p.file}：没有工作表 ${shown(p.sheet)}；现有 ${list(p.sheets)}。`,
  'table-unknown-header': (p) => `${p.file}：第 ${p.row} 行没有内容，不能作表头；请另选一行。`,
  'table-too-many-rows': (p) => `${p.file}：超过 ${p.limit} 行。请拆分表格或调高上限。`,
  'table-too-many-columns': (p) =>
    `${p.file}，第 ${p.row} 行：有 ${p.actual} 列，最多允许 ${p.limit} 列。请检查分隔符，或删去不需要的列。`,
  'table-row-too-long': (p) =>
    `${p.file}，第 ${p.row} 行：${p.limit} 个字符之内没有结束。请检查文件是否为表格、是否有换行。`,
  'table-unknown-column': (p) =>
    `${p.file}：没有列 ${shown(p.column)}${p.role === undefined ? '' : `（指定为 ${p.role}）`}；现有 ${list(p.columns)}。也可用从 1 开始的列号指定。`,
  'table-ambiguous-column': (p) =>
    `${p.file}：有几列的表头都是 ${shown(p.column)}（第 ${p.at.join('、')} 列）。请用列号指定。`,
  'table-unknown-role': (p) => `${shown(p.role)} 不是列的用途。`,
  'table-role-missing': (p) => `${p.file}：没有认出用作 ${p.role} 的列；现有 ${list(p.columns)}。请指定该列。`,

  'table-cannot-write': (p) => `${p.file}：无法写入（${fileTrouble(p.reason, 'zh')}）。没有留下任何文件。`,
  'table-excel-cell-too-long': (p) =>
    `${cellAt(p)}：有 ${p.length} 个字符，Excel 单元格最多容纳 ${p.limit} 个。请改写为 CSV 或 JSONL。`,
  'table-excel-columns': (p) =>
    `${p.file}：有 ${p.actual} 列，Excel 工作表最多容纳 ${p.limit} 列。请改写为 CSV 或 JSONL。`,
  'table-excel-too-large': (p) => `${p.file}：工作簿将超过 4 GiB。请改写为 CSV 或 JSONL。`,
  'table-lone-surrogate': (p) => `${cellAt(p)}：有半个字符，UTF-8 无法保存。请改正该单元格，或改写为 JSONL 或 XLSX。`,
}
