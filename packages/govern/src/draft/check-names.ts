import { FILES } from '@yingma/edition'
import type { GovernProblem } from '../problems/govern-problem.ts'
import type { StandardTables } from '../tables/standard-tables.ts'
import { type Cells, rowsOf } from '../tables/table-edit.ts'

/** Columns that people read to tell one thing from another. */
const NAMES = ['name', 'nameEn', 'term'] as const

/** Signs that have no shape of their own: zero width, turning the direction of writing, fillers, controls, blank Braille. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u2800]/u

/** Letters and digits of names. Others look like one of these: Cyrillic А, Greek capital Α, the radical ⼈. */
const PLAIN_LETTER = /^[\p{Unified_Ideograph}々〇\p{Script=Latin}\p{Script=Hiragana}\p{Script=Katakana}ーα-νξπ-ω0-9]$/u

/**
 * Names and words that a change adds and that cannot be told from others by eye: with signs that nobody sees, with spaces
 * around them, not composed (NFC), and for names of items and values also letters in a form of their own (Ⅳ, Ａ, ⼈).
 * What stands in the tables already is not asked again.
 */
export function checkNames(before: StandardTables, after: StandardTables): readonly GovernProblem[] {
  return [...after].flatMap(([file, text]) => {
    const old = before.get(file)
    if (old === text || !file.endsWith('.tsv')) return []
    const known = new Set(old === undefined ? [] : rowsOf(before, file).flatMap(namesOf))
    const fresh = rowsOf(after, file).flatMap(namesOf)
    const isName = file.startsWith('facets/') || file === FILES.overrides
    return [...new Set(fresh)].filter((name) => !known.has(name)).flatMap((name) => whyUnclear(name, file, isName))
  })
}

function namesOf(row: Cells): readonly string[] {
  return NAMES.flatMap((column) => row[column] ?? []).filter((cell) => cell !== '')
}

function whyUnclear(text: string, file: string, isName: boolean): readonly GovernProblem[] {
  const unseen = UNSEEN.exec(text)?.[0] ?? (isName ? /^\s|\s$/u.exec(text)?.[0] : undefined)
  if (unseen !== undefined) {
    return [{ code: 'govern-sign-unseen', file, text: text.replaceAll(unseen, pointOf(unseen)), sign: pointOf(unseen) }]
  }
  if (text.trim() === '') return [{ code: 'govern-sign-unseen', file, text: pointOf(text), sign: pointOf(text) }]
  if (text !== text.normalize('NFC')) {
    return [{ code: 'govern-sign-alike', file, text, sign: text, plain: text.normalize('NFC') }]
  }
  const other = isName ? [...text].find((sign) => /[\p{L}\p{N}\p{So}]/u.test(sign) && !isPlain(sign)) : undefined
  if (other === undefined) return []
  const plain = other.normalize('NFKC')
  return [
    {
      code: 'govern-sign-alike',
      file,
      text,
      sign: `${other} (${pointOf(other)})`,
      plain: plain === other ? '' : plain,
    },
  ]
}

/** Radicals and compatibility forms are other signs than the letters that they look like. */
function isPlain(sign: string): boolean {
  return sign === '°' || (sign.normalize('NFKC') === sign && PLAIN_LETTER.test(sign))
}

function pointOf(sign: string): string {
  return `<U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`
}
