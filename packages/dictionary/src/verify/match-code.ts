import type { DictionaryItem } from '../model/dictionary.ts'
import type { FaultKind } from './fault.ts'

/** An approved item that a live code may once have been, and what happened to the code. */
export interface CodeMatch {
  readonly code: FaultKind & `code-${string}`
  readonly item: DictionaryItem
}

/** Spaces of any kind, and characters that no one sees. */
export const INVISIBLE = /[\s\u00A0\u200B-\u200F\u2060\u3000\uFEFF]/g
const SHORTEST = 6

/**
 * Finds the item among those without a row of their own that a damaged code belongs to. The name decides where the code
 * alone could be several; a code that merely looks alike, with another name, is nobody's.
 */
export function matchCode(code: string, name: string, free: readonly DictionaryItem[]): CodeMatch | undefined {
  const clean = code.normalize('NFKC').replace(INVISIBLE, '')
  const find = (test: (item: DictionaryItem) => boolean): DictionaryItem | undefined => {
    const found = free.filter(test)
    return found.length > 1 ? (found.find((item) => alike(item.name, name)) ?? found[0]) : found[0]
  }
  const kinds: readonly (readonly [CodeMatch['code'], (item: DictionaryItem) => boolean])[] = [
    ['code-spaces', (item) => item.code === clean && clean !== code],
    ['code-case', (item) => item.code.toUpperCase() === clean.toUpperCase()],
    ['code-confused', (item) => unconfused(item.code) === unconfused(clean)],
    ['code-number', (item) => isNumberOf(clean, item.code)],
    ['code-truncated', (item) => clean.length >= SHORTEST && isPrefix(clean, item.code) && alike(item.name, name)],
    ['code-padded', (item) => isPrefix(item.code, clean) && alike(item.name, name)],
    ['code-changed', (item) => item.name === plainName(name)],
    ['code-truncated', (item) => clean.length >= SHORTEST && isPrefix(clean, item.code)],
  ]
  for (const [kind, test] of kinds) {
    const item = find(test)
    if (item !== undefined) return { code: kind, item }
  }
  return undefined
}

function plainName(name: string): string {
  return name.replace(/^\*/, '').trim()
}

/** Whether a live name may be the item's: equal, cut, or with a star. */
function alike(expected: string, found: string): boolean {
  const plain = plainName(found)
  return plain === expected || (plain.length >= 3 && expected.startsWith(plain))
}

function isPrefix(short: string, long: string): boolean {
  return short.length < long.length && long.toUpperCase().startsWith(short.toUpperCase())
}

/** Codes have no i, o and l: whoever types them means 1 and 0. */
function unconfused(code: string): string {
  return code.toUpperCase().replaceAll(/[IL]/g, '1').replaceAll('O', '0')
}

/** Whether a spreadsheet or a numeric column may have made this text of the code. */
function isNumberOf(text: string, code: string): boolean {
  const plain = text.replaceAll(',', '').toUpperCase()
  if (!/^\d+(?:\.\d+)?(?:E\+?\d+)?$/.test(plain) || plain === code) return false
  const value = Number(code)
  if (!Number.isFinite(value) || !/^\d+(?:E\d+)?$/i.test(code)) return false
  const number = Number(plain)
  if (number === value) return true
  const mantissa = /^(\d)(?:\.(\d+))?E/.exec(plain)
  if (mantissa === null) return false
  const digits = 1 + (mantissa[2]?.length ?? 0)
  return Number(value.toPrecision(digits)) === number
}
