import type { Language } from '@yingma/core'
import { type ReadReport, type Role, renderTableEvidence, type Table, type TableColumn } from '@yingma/tables'

type Guessed = {
  readonly value: unknown
  readonly given: boolean
  readonly evidence: readonly Parameters<typeof renderTableEvidence>[0][]
}

const WORDS = {
  zh: {
    format: '格式',
    encoding: '编码',
    delimiter: '分隔符',
    sheet: '工作表',
    sheetsLeft: (sheets: readonly string[]) => `没有可读的表、未读取的工作表：${sheets.join('、')}`,
    header: '表头',
    kind: '表的种类',
    column: '列',
    row: (row: number) => (row === 0 ? '没有' : `第 ${row} 行`),
    leftOut: (column: string, kind: string) => `列 ${column} 像${kind}，不写入结果；要保留请用 --keep ${column}`,
    kept: (column: string, kind: string) => `列 ${column} 像${kind}，按要求保留`,
    cells: (column: string, count: number, row: number) =>
      `列 ${column} 里有 ${count} 格像身份证号或手机号（首见第 ${row} 行），仍写入结果`,
    damage: (column: string, count: number, row: number, damage: string) =>
      `列 ${column} 里有 ${count} 格被电子表格软件改坏（首见第 ${row} 行）：${damage}`,
    personal: { 'person-name': '姓名', 'person-id': '身份证号或病人编号', phone: '电话号码' },
    damages: {
      exponent: '代码变成 2.00101E+13，末尾数字已丢失',
      'scan-exponent': '扫描 7e 被当作指数',
      decimal: '代码带上了 .0',
      'lost-zero': '开头的零丢失',
      date: '变成了日期',
    },
    kinds: {
      'exam-dictionary': '检查项目字典',
      'order-items': '医嘱项目',
      'charge-items': '收费项目',
      'exam-log': '检查记录',
      'dicom-descriptions': 'DICOM 描述',
    },
    delimiters: { ',': '逗号', '\t': '制表符', ';': '分号', '|': '竖线', '': '无（每行一个名称）' },
  },
  en: {
    format: 'format',
    encoding: 'encoding',
    delimiter: 'delimiter',
    sheet: 'sheet',
    sheetsLeft: (sheets: readonly string[]) => `sheets without a table to read, not read: ${sheets.join(', ')}`,
    header: 'header',
    kind: 'kind of table',
    column: 'column',
    row: (row: number) => (row === 0 ? 'none' : `row ${row}`),
    leftOut: (column: string, kind: string) =>
      `column ${column} looks like ${kind} and is left out; --keep ${column} keeps it`,
    kept: (column: string, kind: string) => `column ${column} looks like ${kind} and is kept as asked`,
    cells: (column: string, count: number, row: number) =>
      `column ${column} has ${count} cells that look like identity card or phone numbers (first in row ${row}); they are written`,
    damage: (column: string, count: number, row: number, damage: string) =>
      `column ${column} has ${count} cells damaged by a spreadsheet program (first in row ${row}): ${damage}`,
    personal: { 'person-name': 'names of persons', 'person-id': 'numbers of persons', phone: 'phone numbers' },
    damages: {
      exponent: 'codes became 2.00101E+13, their last digits are lost',
      'scan-exponent': 'the scan 7e was read as an exponent',
      decimal: 'codes end with .0',
      'lost-zero': 'zeros at the start are lost',
      date: 'made a date',
    },
    kinds: {
      'exam-dictionary': 'exam dictionary',
      'order-items': 'order items',
      'charge-items': 'charge items',
      'exam-log': 'exam log',
      'dicom-descriptions': 'DICOM descriptions',
    },
    delimiters: { ',': 'comma', '\t': 'tab', ';': 'semicolon', '|': 'bar', '': 'none (one name a line)' },
  },
} as const

/** What was found out about a table, one line each: the guess, and what it rests on. */
export function tableLines(table: Table, language: Language): readonly string[] {
  const words = WORDS[language]
  const why = (guess: Guessed): string => {
    const [first] = guess.evidence
    return first === undefined ? '' : ` (${renderTableEvidence(first, language)})`
  }
  const line = (title: string, text: string, guess: Guessed): string => `${title} ${text}${why(guess)}`
  const lines = [line(words.format, table.format.value, table.format)]
  if (table.encoding !== null) lines.push(line(words.encoding, table.encoding.value, table.encoding))
  if (table.delimiter !== null)
    lines.push(line(words.delimiter, words.delimiters[table.delimiter.value], table.delimiter))
  if (table.sheet !== null) lines.push(line(words.sheet, table.sheet.value, table.sheet))
  lines.push(line(words.header, words.row(table.header.value.row), table.header as Guessed))
  lines.push(line(words.kind, words.kinds[table.kind.value], table.kind))
  for (const [role, guess] of Object.entries(table.roles) as [Role, Guessed & { value: TableColumn }][]) {
    lines.push(`${role} ← ${words.column} ${columnName(guess.value)}${why(guess)}`)
  }
  return lines
}

/** Sheets of a workbook in which there was no table to read. */
export function sheetsLeftLine(sheets: readonly string[], language: Language): string {
  return WORDS[language].sheetsLeft(sheets)
}

/** Columns that look personal: left out or kept. */
export function personalLines(table: Pick<Table, 'personal'>, language: Language): readonly string[] {
  const words = WORDS[language]
  return table.personal.map(({ column, kind, kept }) => {
    const text = words.personal[kind.value]
    return kept ? words.kept(columnName(column), text) : words.leftOut(columnName(column), text)
  })
}

/** What was seen while the rows were read: damage, and stray personal cells. */
export function reportLines({ damage, personalCells }: ReadReport, language: Language): readonly string[] {
  const words = WORDS[language]
  return [
    ...damage.map((one) => words.damage(columnName(one.column), one.count, one.firstRow, words.damages[one.damage])),
    ...personalCells.map(({ column, count, firstRow }) => words.cells(columnName(column), count, firstRow)),
  ]
}

function columnName({ header, number }: TableColumn): string {
  return header === '' ? String(number) : header
}
