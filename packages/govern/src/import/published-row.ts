/** One row of the publisher's table, cleaned of what a spreadsheet puts around codes and names. */
export interface PublishedRow {
  /** Row of the sheet or line of the file, from 1. */
  readonly row: number
  readonly sheet?: string
  readonly code: string
  readonly name: string
}

/** What nobody sees and spreadsheets keep all the same: controls, joiners, marks of direction and of byte order. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu
const WIDE = /[\uFF01-\uFF5E]/g
const TO_NARROW = 0xfee0

/** A code as it is meant: without blanks, in the width in which codes are written. */
export function cleanCode(cell: string): string {
  return cell.normalize('NFKC').replaceAll(UNSEEN, '').replaceAll(/\s/g, '')
}

/**
 * A name as it is meant: on one line, letters and brackets in the width of the standard, without the star that display
 * forms of hospital systems begin with. Nothing that carries meaning (Ⅱ, ①) is taken for something else.
 */
export function cleanName(cell: string): string {
  return cell
    .replaceAll(/\s*[\r\n]+\s*/g, '')
    .replaceAll(/[\t\p{Zs}]+/gu, ' ')
    .replaceAll(UNSEEN, '')
    .replaceAll(WIDE, (letter) => String.fromCharCode(letter.charCodeAt(0) - TO_NARROW))
    .trim()
    .replace(/^\*/, '')
    .trim()
}
