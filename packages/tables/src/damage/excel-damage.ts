/**
 * What a spreadsheet program did to a code: `exponent` 2.00101E+13, digits lost · `scan-exponent` the scan `7e` read as
 * an exponent (300101007e0000 became 300101007 or 3.00101007E+08) · `decimal` 20010100110000.0 · `lost-zero` zeros at the
 * start lost · `date` a code such as 1-2 made a date.
 */
export const EXCEL_DAMAGES = ['exponent', 'scan-exponent', 'decimal', 'lost-zero', 'date'] as const

export type ExcelDamage = (typeof EXCEL_DAMAGES)[number]

export interface DamageReading {
  readonly damage: ExcelDamage
  /** What the cell was before, where that can still be told. */
  readonly likely?: string
}

/** What is known of the other cells of the column. */
export interface CodeColumn {
  /** Number of digits of the cells that start with zero, when all of them have the same; else 0. */
  readonly zeroWidth: number
  /** Whether most cells are standard codes of 14 characters. */
  readonly standard: boolean
  /** Whether most cells are dates, so that a date is no damage. */
  readonly dates: boolean
}

const EXPONENT = /^-?(\d)(?:\.(\d+))?E\+(\d{2,3})$/i
const DATE =
  /^(?:\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{4}[/-]\d{1,2}[/-]\d{1,2}(?: 0{1,2}:00(?::00)?)?|\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:-\d{2,4})?|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2})$/i
/** A standard code of MR or CT up to the first character of the scan `7e`, which reads as a number of nine digits. */
const BEFORE_EXPONENT = /^[23]\d{7}7$/

/** Names the damage of a cell in a column of codes; undefined for a cell that shows none. */
export function readDamage(cell: string, column: CodeColumn): DamageReading | undefined {
  const length = cell.length
  if (length === 0 || length > 24) return undefined
  const last = cell.charCodeAt(length - 1)
  const isDigits = last >= 48 && last <= 57
  if (isDigits) {
    const exponent = EXPONENT.exec(cell)
    if (exponent !== null) return readExponent(exponent[1] ?? '', exponent[2] ?? '', Number(exponent[3]))
    if (cell.includes('.'))
      return /^\d{8,}\.0+$/.test(cell) ? { damage: 'decimal', likely: cell.slice(0, cell.indexOf('.')) } : undefined
  }
  if (!column.dates && DATE.test(cell)) return { damage: 'date' }
  if (!isDigits || !/^\d+$/.test(cell)) return undefined
  if (column.standard && BEFORE_EXPONENT.test(cell)) return { damage: 'scan-exponent', likely: `${cell}e0000` }
  if (length < column.zeroWidth && !cell.startsWith('0')) {
    return { damage: 'lost-zero', likely: cell.padStart(column.zeroWidth, '0') }
  }
  return undefined
}

function readExponent(first: string, decimals: string, exponent: number): DamageReading {
  const digits = first + decimals
  // Nine digits that end with the 7 of `7e`: nothing is lost, the rest of the exponent is the end of the code.
  if (BEFORE_EXPONENT.test(digits) && exponent >= 8) {
    return { damage: 'scan-exponent', likely: `${digits}e${String(exponent - 8).padStart(4, '0')}` }
  }
  return { damage: 'exponent' }
}

/** Learns from the sample what a column of codes usually holds. */
export function codeColumn(cells: readonly string[]): CodeColumn {
  const filled = cells.filter((cell) => cell !== '')
  const widths = new Set(filled.filter((cell) => /^0\d+$/.test(cell)).map((cell) => cell.length))
  const share = (test: RegExp): number => filled.filter((cell) => test.test(cell)).length / Math.max(1, filled.length)
  const zeroWidth = widths.size === 1 ? ([...widths][0] ?? 0) : 0
  const longer = zeroWidth > 0 && filled.some((cell) => /^\d+$/.test(cell) && cell.length > zeroWidth)
  return {
    zeroWidth: longer ? 0 : zeroWidth,
    standard: share(/^(?:[2-4][0-5]\d{6}[0-9A-Z]{6}|[23]\d{7}7)$/i) >= 0.5,
    dates: share(DATE) > 0.5,
  }
}

/** True when cells of the sample look like codes or like what is left of them; such columns are watched. */
export function looksLikeCodes(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  const coded = filled.filter((cell) => /^[2-5ABC][0-9A-Z]{11,13}$/i.test(cell) || /^\d\.\d{2,}E\+\d{2}$/i.test(cell))
  return filled.length > 0 && coded.length * 2 >= filled.length
}
