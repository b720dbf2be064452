import type { Side } from '@yingma/core'

/** What a cell of a side column says: one of the usual words in Chinese or English, else nothing. */
export function sideOfCell(cell: string): Side | null {
  const word = cell.normalize('NFKC').toLowerCase().replaceAll(/[\s.]/g, '')
  const left = /左|left|^l$|^lt$/.test(word)
  const right = /右|right|^r$|^rt$/.test(word)
  if (/双|雙|两侧|兩側|both|bilat|^b$|^bil$/.test(word) || (left && right)) return 'both'
  if (left) return 'left'
  return right ? 'right' : null
}
