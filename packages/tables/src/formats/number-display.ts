/** Turns the number of a cell into the text that the spreadsheet program shows. */
export type NumberDisplay = (value: number) => string

/** The part of the spreadsheet library that knows number formats. */
export interface NumberFormatter {
  format(code: string, value: number, options: { date1904: boolean }): string
}

/** Formats that a workbook names by number and that depend on the language of the program; here as a Chinese one shows them. */
const BY_NUMBER: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: '上午/下午h"时"mm"分"',
  35: '上午/下午h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: '#,##0;-#,##0',
  38: '#,##0;[Red]-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;[Red]-#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: '上午/下午h"时"mm"分"',
  56: '上午/下午h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}

/** The code of a format; the workbook's own codes come first. */
export function formatCode(id: number, own: ReadonlyMap<number, string>): string {
  return own.get(id) ?? BY_NUMBER[id] ?? 'General'
}

/** True for formats whose display needs the library (all but General, text and whole numbers). */
export function needsFormatter(code: string): boolean {
  return !/^(?:General|@|0+)$/i.test(code)
}

/**
 * How numbers in one format are shown. Two deliberate exceptions, so that no code is lost in display: a whole number below
 * 10^15 in General or in a scientific format is written with all its digits (a program shows 20010100110000 as
 * 2.00101E+13 though the cell still has it all), and General keeps 15 significant digits instead of fitting the column.
 */
export function numberDisplay(code: string, formatter: NumberFormatter | null, date1904: boolean): NumberDisplay {
  if (/^(?:General|@)$/i.test(code) || code === '') return generalText
  if (/^0+$/.test(code)) return (value) => wholeText(value, code.length)
  if (formatter === null) return generalText
  const known = quoteForeign(code)
  const scientific = /E[+-]/i.test(code.replaceAll(/"[^"]*"|\\./g, ''))
  return (value) => {
    if (scientific && isExactWhole(value)) return String(value)
    try {
      return formatter.format(known, value, { date1904 })
    } catch (error) {
      // A format that the library does not know must not cost the value.
      if (error instanceof Error) return generalText(value)
      throw error
    }
  }
}

/** Characters such as ¥ or 元 stand for themselves even without quotation marks, which the library insists on. */
function quoteForeign(code: string): string {
  return code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|上午\/下午|[^\p{ASCII}]+/gu, (part) =>
    /^["[\\上]/.test(part) ? part : `"${part}"`,
  )
}

const isExactWhole = (value: number): boolean => Number.isInteger(value) && Math.abs(value) < 1e15

/** A number as General shows it, with up to 15 significant digits. */
export function generalText(value: number): string {
  if (isExactWhole(value)) return String(value)
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  if (size >= 1e-4 && size < 1e15) return String(Number(value.toPrecision(15)))
  const [mantissa = '', exponent = ''] = value.toExponential(14).split('e')
  const digits = exponent.slice(1).padStart(2, '0')
  return `${mantissa.replace(/\.?0+$/, '')}E${exponent.startsWith('-') ? '-' : '+'}${digits}`
}

function wholeText(value: number, width: number): string {
  const rounded = Math.round(Math.abs(value))
  if (rounded >= 1e21) return generalText(value)
  return `${value < 0 && rounded !== 0 ? '-' : ''}${String(rounded).padStart(width, '0')}`
}
