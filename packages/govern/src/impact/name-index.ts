import { EXTENSION_PREFIX, type LexiconTerm, type Vocabulary } from '@yingma/core'
import { createFoldTable, createNormaliser, foldTerm, type Modifier, type Normalised } from '@yingma/normalise'
import type { Draft } from '../draft/draft.ts'

/** A local name as impact looks at it: how often it is used, where, and which items somebody decided that it is. */
export interface UsedName {
  readonly id: string
  readonly name: string
  readonly modality: string
  readonly institution: string
  readonly exams: number
  /** Codes of the standing decision; null while nobody has decided. */
  readonly decided: readonly string[] | null
}

/** The codes of a name in order, and the state of the verdict on it. */
export interface Verdict {
  readonly codes: readonly string[]
  readonly state: string
}

/** What a name is read as. */
export interface Reading extends Verdict {
  /** What it says beside its items. */
  readonly modifiers: readonly Modifier[]
}

/** Everything that reading names needs besides the edition and the lexicon. */
export type Surroundings = Omit<Vocabulary, 'terms'>

/** All names with their readings under one draft, found again by what may change them. */
export interface NameIndex {
  readonly draft: Draft
  readonly surroundings: Surroundings
  readonly names: readonly UsedName[]
  readonly readings: readonly Reading[]
  /** Places of the names that touch an area, and of those that touch none. */
  readonly byArea: ReadonlyMap<string, readonly number[]>
  /** Names as the lexicon spells them. */
  readonly folded: readonly string[]
  fold(text: string): string
}

/** The area of names with a segment that no item answers: any that is new may answer it. */
export const OPEN = 'open'

/** Areas beside every other of their modality: vessels run everywhere, and 99 is no place in particular. */
const EVERYWHERE = ['08', '99']

/** Reads every name once under a draft. Some seconds for hundreds of thousands; keep it as long as the draft stands. */
export function indexNames(draft: Draft, surroundings: Surroundings, names: readonly UsedName[]): NameIndex {
  const steps = indexing(draft, surroundings, names)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same for a server: others get their turn while the names are read. */
export async function indexNamesInTurns(
  draft: Draft,
  surroundings: Surroundings,
  names: readonly UsedName[],
): Promise<NameIndex> {
  const steps = indexing(draft, surroundings, names)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Names read before others get their turn: some milliseconds of work. */
const A_TURN = 1000

function* indexing(
  draft: Draft,
  surroundings: Surroundings,
  names: readonly UsedName[],
): Generator<undefined, NameIndex> {
  const table = createFoldTable(surroundings.traditional)
  const fold = (text: string): string => {
    const units = foldTerm(text, table)
    return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le')
  }
  const read = reader(draft, surroundings)
  const byArea = new Map<string, number[]>()
  const readings: Reading[] = []
  const folded: string[] = []
  for (const [at, name] of names.entries()) {
    const result = read(name)
    readings.push(readingOf(result))
    folded.push(fold(name.name))
    for (const area of areasIn(result)) {
      const places = byArea.get(area)
      if (places === undefined) byArea.set(area, [at])
      else places.push(at)
    }
    if (at % A_TURN === A_TURN - 1) yield
  }
  return { draft, surroundings, names, readings, byArea, folded, fold }
}

/** Reads names under a draft. */
export function reader(draft: Draft, surroundings: Surroundings): (name: UsedName) => Normalised {
  const normaliser = createNormaliser(draft.edition, { ...surroundings, terms: draft.terms })
  return ({ name, modality }) => normaliser.normalise(modality === '' ? { name } : { name, modality })
}

export function readingOf({ items, state, modifiers }: Normalised): Reading {
  const codes = items.flatMap(({ code }) => (code === null ? [] : [code]))
  return { codes: [...new Set(codes)].sort(), state, modifiers }
}

/**
 * Where items are chosen among one another: a family of modalities and the first level of the part, which every scheme
 * but those of nuclear medicine has in the two characters behind the head.
 */
function areaOf(code: string): { readonly family: string; readonly region: string } {
  const start = code.toUpperCase().startsWith(EXTENSION_PREFIX) ? EXTENSION_PREFIX.length : 0
  const family = code.charAt(start)
  const isNuclear = !'2345'.includes(family)
  return isNuclear
    ? { family: 'nuclear', region: '' }
    : { family, region: code.slice(start + 2, start + 4).toUpperCase() }
}

/** Areas whose names may be read otherwise when the item of a code comes, goes or changes. */
export function areasTouchedBy(code: string, all: Iterable<string>): readonly string[] {
  const { family, region } = areaOf(code)
  const own = [...all].filter((area) => area.startsWith(`${family}:`))
  if (EVERYWHERE.includes(region)) return own
  return own.filter((area) => [region, ...EVERYWHERE].some((one) => area === `${family}:${one}`))
}

function areasIn({ items, candidates }: Normalised): ReadonlySet<string> {
  const areas = new Set<string>()
  const add = (code: string): void => {
    const { family, region } = areaOf(code)
    areas.add(`${family}:${region}`)
  }
  for (const { code } of items) {
    if (code === null) areas.add(OPEN)
    else add(code)
  }
  for (const { codes } of candidates) codes.forEach(add)
  if (items.length === 0) areas.add(OPEN)
  return areas
}

/** Terms that one list has and the other lacks. */
export function changedTerms(before: readonly LexiconTerm[], after: readonly LexiconTerm[]): readonly string[] {
  const [old, now] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))]
  const differing = [
    ...before.filter((term) => !now.has(keyOf(term))),
    ...after.filter((term) => !old.has(keyOf(term))),
  ]
  return [...new Set(differing.map(({ term }) => term))]
}

function keyOf({ term, kind, value, language, form, scope }: LexiconTerm): string {
  return [term, kind, value, language, form, ...scope].join('\t')
}
