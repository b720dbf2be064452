import type { Edition, Item } from '../model/edition.ts'
import { checkForm } from './check-character.ts'
import { EXTENSION_PREFIX } from './layout.ts'
import type { Damage } from './problem.ts'

/** A code as written, taken apart before any field is looked at. */
export interface WrittenCode {
  /** The official code, upper-cased, without the prefix of extensions. */
  readonly body: string
  /** Whether the prefix `Y` of our own extensions stands before it. */
  readonly extension: boolean
  /** What an institution put behind the hyphen of a local item, upper-cased; `null` where there is no hyphen. */
  readonly suffix: string | null
}

const LOCAL_SUFFIX = /^[0-9A-Z]{1,8}$/

/** Folds width and case, trims, and takes prefix and local suffix off. */
export function readCode(input: string): WrittenCode {
  const text = foldCode(input)
  const hyphen = text.indexOf('-')
  const whole = hyphen < 0 ? text : text.slice(0, hyphen)
  const extension = whole.startsWith(EXTENSION_PREFIX)
  return {
    body: extension ? whole.slice(EXTENSION_PREFIX.length) : whole,
    extension,
    suffix: hyphen < 0 ? null : text.slice(hyphen + 1),
  }
}

/** A code as compared: half width, upper case, no space around it. */
export function foldCode(input: string): string {
  return input.normalize('NFKC').trim().toUpperCase()
}

/** Whether a text may stand behind the hyphen of a local item: one to eight digits and letters. */
export function isLocalSuffix(suffix: string): boolean {
  return LOCAL_SUFFIX.test(suffix.toUpperCase())
}

/** What was done to a code on its way, and the items that it may have been. */
export interface DamagedCode {
  readonly damage: Damage
  readonly candidates: readonly Item[]
}

/** Fewer characters than this say too little to guess the missing ones. */
const SHORTEST_REST = 8

/**
 * Recognises what spreadsheets do to codes: a number in exponent form, scan `7e` read as an exponent, a decimal point, digits in groups, quotes, characters lost
 * at an end. `null` where nothing of the kind is seen; a whole code is never damaged.
 */
export function damageOf(input: string, edition: Pick<Edition, 'items' | 'byCode'>): DamagedCode | null {
  const text = foldCode(input)
  if (edition.byCode.has(text)) return null
  const unquoted = /^(?:="(.*)"|'(.*)|"(.*)")$/.exec(text)
  if (unquoted !== null) return damaged('quoted', unquoted.slice(1).join(''), edition)
  if (/^\d+\.0*$/.test(text)) return damaged('decimal', text.slice(0, text.indexOf('.')), edition)
  if (/^\d{1,3}(?:,\d{3})+$/.test(text) || /^\S+(?: \S+)+$/.test(text)) {
    return damaged('grouping', text.replaceAll(/[, ]/g, ''), edition)
  }
  if (/^\d(?:\.\d+)?E\+\d+$/.test(text)) return { damage: 'exponent', candidates: readAsNumber(text, edition) }
  if (text.length < SHORTEST_REST) return null
  if (/^\d+$/.test(text)) {
    const candidates = edition.items.filter(({ code }) => /e/i.test(code) && String(Number(code)) === text)
    if (candidates.length > 0) return { damage: 'scan-exponent', candidates }
  }
  const ends = edition.items.filter(({ code }) => code.length > text.length && code.toUpperCase().endsWith(text))
  if (ends.length > 0) return { damage: 'lost-start', candidates: ends }
  const starts = edition.items.filter(({ code }) => code.length > text.length && code.toUpperCase().startsWith(text))
  return starts.length > 0 ? { damage: 'lost-end', candidates: starts } : null
}

function damaged(damage: Damage, rest: string, edition: Pick<Edition, 'byCode'>): DamagedCode | null {
  const item = edition.byCode.get(rest)
  return item === undefined ? null : { damage, candidates: [item] }
}

/** Items whose code or check form, taken for a number, shows as this mantissa and exponent. */
function readAsNumber(text: string, edition: Pick<Edition, 'items'>): readonly Item[] {
  const decimals = /\.(\d+)E/.exec(text)?.[1]?.length ?? 0
  const shown = Number(text).toExponential(decimals)
  const shows = (digits: string): boolean => {
    const number = Number(digits)
    return Number.isFinite(number) && number.toExponential(decimals) === shown
  }
  return edition.items.filter(({ code }) => shows(code) || shows(checkForm(code) ?? code))
}
