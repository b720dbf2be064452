import type { Edition, Item } from '@yingma/core'
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import type { NormaliseInput } from '../../src/index.ts'
import type { Answer } from './score.ts'

/** What people use instead: the most similar item name. */
export interface Baseline {
  readonly name: string
  /** Stated in the report. */
  readonly settings: string
  answer(input: NormaliseInput): Answer
}

/** Modality column → modalities of the items that remain candidates; a value not listed filters nothing. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  CT: ['CT'],
  MR: ['MR'],
  DR: ['DR', 'MDR', 'MG', 'RF'],
  CR: ['DR', 'MDR', 'MG', 'RF'],
  DX: ['DR', 'MDR', 'MG', 'RF'],
  XR: ['DR', 'MDR', 'MG', 'RF'],
  MG: ['DR', 'MDR', 'MG', 'RF'],
  RF: ['DR', 'MDR', 'MG', 'RF'],
  US: ['US'],
  PET: ['PET/CT', 'PET/MR'],
  PETCT: ['PET/CT'],
  PETMR: ['PET/MR'],
  NM: ['SPECT'],
}

/** Width, letter case and spaces do not count. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')

const grams = (text: string, length: number): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length))

const uniAndBigrams = (text: string): string[] => [...grams(fold(text), 1), ...grams(fold(text), 2)]

/** The best item is the answer and always accepted; nothing similar at all is `no-item`. */
const answerOf = (best: { readonly item: Item; readonly score: number } | undefined): Answer =>
  best === undefined
    ? { state: 'no-item', codes: [], score: 0 }
    : { state: 'mapped', codes: [best.item.code], score: best.score }

/** All baselines over all items of the edition. Building takes some hundred milliseconds. */
export function createBaselines({ items }: Edition): readonly Baseline[] {
  const bm25 = bestByBm25(items)
  return [
    exactMatch(items),
    bigramDice(items),
    {
      name: 'minisearch BM25',
      settings:
        'default BM25 parameters, words are single characters and bigrams, joined by OR, no prefix, no fuzziness',
      answer: (input) => answerOf(bm25(input.name, input.modality)),
    },
    {
      name: 'minisearch BM25, split',
      settings: 'the same for each piece between + ， , 、 ； ; and |, the best item of each; the lowest score counts',
      answer: ({ name, modality }) => {
        const pieces = name.split(/[+＋，,、；;|]/u).filter((piece) => piece.trim() !== '')
        const found = pieces.flatMap((piece) => bm25(piece, modality) ?? [])
        if (found.length === 0) return answerOf(undefined)
        const score = Math.min(...found.map((one) => one.score))
        return { state: 'mapped', codes: [...new Set(found.map(({ item }) => item.code))], score }
      },
    },
    fuse(items),
  ]
}

function exactMatch(items: readonly Item[]): Baseline {
  const byName = new Map(items.map((item) => [fold(item.name), item]))
  return {
    name: 'exact name',
    settings: 'NFKC, lower case, without spaces',
    answer: ({ name, modality }) => {
      const item = byName.get(fold(name))
      return answerOf(item !== undefined && admits(modality, item) ? { item, score: 1 } : undefined)
    },
  }
}

function bigramDice(items: readonly Item[]): Baseline {
  const known = items.map((item) => ({ item, grams: new Set(grams(fold(item.name), 2)) }))
  return {
    name: 'bigram Dice',
    settings: 'sets of bigrams of the folded names, twice the common over the sum',
    answer: ({ name, modality }) => {
      const asked = new Set(grams(fold(name), 2))
      let best: { item: Item; score: number } | undefined
      for (const { item, grams } of known) {
        if (!admits(modality, item)) continue
        let common = 0
        for (const gram of asked) if (grams.has(gram)) common++
        const score = (2 * common) / (asked.size + grams.size)
        if (common > 0 && score > (best?.score ?? 0)) best = { item, score }
      }
      return answerOf(best)
    },
  }
}

function bestByBm25(items: readonly Item[]) {
  const index = new MiniSearch<{ id: number; name: string }>({
    fields: ['name'],
    tokenize: uniAndBigrams,
    processTerm: (term) => term,
  })
  index.addAll(items.map(({ name }, id) => ({ id, name })))
  return (name: string, modality: string | undefined) => {
    const [hit] = index.search(name, { filter: ({ id }) => admits(modality, items[id as number]!) })
    return hit === undefined ? undefined : { item: items[hit.id as number]!, score: hit.score }
  }
}

function fuse(items: readonly Item[]): Baseline {
  const options = { keys: ['name'], includeScore: true, ignoreLocation: true, threshold: 1 }
  const indexes = new Map<readonly string[] | undefined, Fuse<Item>>()
  const indexFor = (modality: string | undefined): Fuse<Item> => {
    const family = FAMILIES[modality ?? '']
    const index =
      indexes.get(family) ??
      new Fuse(
        items.filter((item) => admits(modality, item)),
        options,
      )
    indexes.set(family, index)
    return index
  }
  return {
    name: 'fuse.js',
    settings: 'location ignored, threshold 1 (the best item whatever its score), other settings as delivered',
    answer: ({ name, modality }) => {
      const [hit] = indexFor(modality).search(name, { limit: 1 })
      return answerOf(hit === undefined ? undefined : { item: hit.item, score: 1 - (hit.score ?? 1) })
    },
  }
}

function admits(modality: string | undefined, item: Item): boolean {
  return FAMILIES[modality ?? '']?.includes(item.modality) ?? true
}
