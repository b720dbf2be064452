import { foldSpelling } from '@yingma/core'
import type { Crossed, DictionaryItem, Question } from '../model/dictionary.ts'
import type { Settings } from '../model/settings.ts'
import type { Answered } from './answer.ts'

/** What a spreadsheet program leaves of a long number: digits are lost. */
const DAMAGED = /^\d(?:\.\d+)?E\+\d+$/i

/** Everything of the old table and of the merging that has to be settled. */
export function findQuestions(
  answered: readonly Answered[],
  crossed: readonly Crossed[],
  items: readonly DictionaryItem[],
  settings: Settings,
): readonly Question[] {
  return [
    ...questionsOfEntries(answered),
    ...codesUsedTwice(answered),
    ...differingPrices(crossed, items, settings),
    ...missingPrices(items, settings),
    ...namesUsedTwice(items),
    ...codesOfBoth(answered, items),
  ]
}

function questionsOfEntries(answered: readonly Answered[]): readonly Question[] {
  return answered.flatMap(({ entry, answer }): Question[] => {
    const { row, code: old, name, exams } = entry
    const found: Question[] = []
    if (old === '') found.push({ code: 'question-no-code', row, name })
    else if (DAMAGED.test(old)) found.push({ code: 'question-code-damaged', row, old, name })
    if (entry.badPrice !== undefined) found.push({ code: 'question-bad-price', row, old, price: entry.badPrice })
    const byRules = answer.kind === 'open' || ('by' in answer && answer.by === 'rules')
    if (name === '' && byRules) found.push({ code: 'question-no-name', row, old, exams })
    else if (answer.kind === 'open') {
      const { state, suggested } = answer
      found.push({ code: 'question-undecided', row, old, name, state, suggested, exams })
    }
    return found
  })
}

/** One code with two names that mean different exams: a decision on the code would hold for both. */
function codesUsedTwice(answered: readonly Answered[]): readonly Question[] {
  const first = new Map<string, Answered>()
  const found: Question[] = []
  for (const one of answered) {
    const { code, name, row } = one.entry
    if (code === '' || DAMAGED.test(code)) continue
    const known = first.get(code)
    if (known === undefined) {
      first.set(code, one)
      continue
    }
    if (known.reading === one.reading || foldSpelling(known.entry.name) === foldSpelling(name)) continue
    const { row: firstRow, name: firstName } = known.entry
    found.push({ code: 'question-code-twice', row, old: code, name, first: firstRow, firstName })
  }
  return found
}

/** The canonical key of a set: what `priceMergesAccepted` is looked up by. */
export function setKey(codes: readonly string[]): string {
  return [...new Set(codes.map((code) => code.toUpperCase()))].sort().join('+')
}

function differingPrices(
  crossed: readonly Crossed[],
  items: readonly DictionaryItem[],
  settings: Settings,
): readonly Question[] {
  const accepted = new Set(Object.keys(settings.priceMergesAccepted).map((key) => setKey(key.split('+'))))
  const names = new Map(items.map(({ code, name }) => [code.toUpperCase(), name]))
  const groups = new Map<string, Crossed[]>()
  for (const one of crossed) {
    if (one.answer.kind !== 'items' || one.entry.priceCents === null) continue
    const key = setKey(one.answer.codes)
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups].flatMap(([key, group]): Question[] => {
    const prices = [...new Set(group.map(({ entry }) => entry.priceCents ?? 0))].sort((a, b) => a - b)
    if (prices.length < 2 || accepted.has(key)) return []
    const itemName = key
      .split('+')
      .map((code) => names.get(code) ?? code)
      .join(' + ')
    const olds = group.map(({ entry }) => entry.code || entry.name)
    return [{ code: 'question-prices-differ', item: key, itemName, olds, prices }]
  })
}

function missingPrices(items: readonly DictionaryItem[], settings: Settings): readonly Question[] {
  return items
    .filter((item) => item.active && item.pricePartial && settings.withoutPriceAccepted[item.code] === undefined)
    .map(({ code, name, charges }) => ({
      code: 'question-no-price',
      item: code,
      itemName: name,
      partial: charges.length > 0,
    }))
}

function namesUsedTwice(items: readonly DictionaryItem[]): readonly Question[] {
  const byName = new Map<string, DictionaryItem[]>()
  for (const item of items) {
    const key = foldSpelling(item.name)
    byName.set(key, [...(byName.get(key) ?? []), item])
  }
  return [...byName.values()]
    .filter((same) => same.length > 1)
    .map((same) => ({ code: 'question-name-twice', name: same[0]?.name ?? '', items: same.map(({ code }) => code) }))
}

/** An old code that is a new one too, but means something else: nobody could tell them apart after the change. */
function codesOfBoth(answered: readonly Answered[], items: readonly DictionaryItem[]): readonly Question[] {
  const codes = new Map(items.map(({ code }) => [code.toUpperCase(), code]))
  return answered.flatMap(({ entry, answer }): Question[] => {
    const item = codes.get(entry.code.toUpperCase())
    const same = answer.kind === 'items' && answer.codes.length === 1 && answer.codes[0] === item
    return item === undefined || same
      ? []
      : [{ code: 'question-old-code-is-new', old: entry.code, name: entry.name, item }]
  })
}
