import type { Edition } from '@yingma/core'
import {
  decide,
  getCatalogue,
  type NameState,
  namesDecidedAs,
  promotedLocalItems,
  type Transaction,
  type Wish,
} from '@yingma/store'
import { followCodes } from '../impact/impact.ts'

/** What a release does to one decision of a catalogue. */
export interface ReleaseEffect {
  readonly nameId: string
  readonly name: string
  readonly exams: number
  readonly version: number
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** Several successors: a person must choose. */
  readonly isOpen: boolean
}

/** Decisions that are looked at at once. */
const PAGE = 1000

/** Decisions of a catalogue whose items the edition retires or takes up, the most used first: those that an acceptance looks at. */
export async function releaseEffects(
  transaction: Transaction,
  catalogueId: string,
  edition: Edition,
): Promise<readonly ReleaseEffect[]> {
  const own = await takenUp(transaction, catalogueId, edition)
  const leaving = leavingCodes(edition, own)
  if (leaving.length === 0) return []
  const effects: ReleaseEffect[] = []
  for (let after: string | undefined, more = true; more; ) {
    const names = await namesDecidedAs(transaction, catalogueId, leaving, { after, limit: PAGE })
    for (const name of names) effects.push(...effectOn(name, edition, own))
    after = names.at(-1)?.id
    more = names.length === PAGE
  }
  return effects.sort((a, b) => b.exams - a.exams || (a.nameId < b.nameId ? -1 : 1))
}

/** What follows own items of the institution that releases took up, by code. */
type TakenUp = ReadonlyMap<string, readonly string[]>

/** Own items that the edition has the successors of. */
async function takenUp(transaction: Transaction, catalogueId: string, edition: Edition): Promise<TakenUp> {
  const { institutionId } = await getCatalogue(transaction, catalogueId)
  const items = await promotedLocalItems(transaction, institutionId)
  const known = items.filter(({ successors }) => successors.every((code) => edition.byCode.has(code.toUpperCase())))
  return new Map(known.map(({ code, successors }) => [code, successors]))
}

/** Codes moved along what took them up, then along successors; `null` where all of them stay. */
function followed(codes: readonly string[], edition: Edition, own: TakenUp) {
  const official = codes.flatMap((code) => own.get(code) ?? [code])
  const next = followCodes(official, edition)
  if (next !== null || official.join() === codes.join()) return next
  return { after: [...new Set(official)], isOpen: false }
}

function effectOn(
  { id, name, exams, version, codes }: NameState,
  edition: Edition,
  own: TakenUp,
): readonly ReleaseEffect[] {
  const next = followed(codes ?? [], edition, own)
  return next === null ? [] : [{ nameId: id, name, exams, version, before: codes ?? [], ...next }]
}

/** What one step of an acceptance did. */
export interface AcceptStep {
  readonly looked: number
  /** Moved to the single successor of each item. */
  readonly moved: number
  /** Opened again with the reason: an item has several successors, so a person must choose. */
  readonly reopened: number
  /** Left as they are: somebody decided on them in this moment, or an item has no successor that is in use. */
  readonly refused: number
  /** Where the next step begins; undefined at the end. */
  readonly next: string | undefined
}

/**
 * Takes the next decisions of a catalogue that name an item which the edition has retired along its successors, and those on
 * own items that it took up to the item that did, in the name
 * of whoever accepts the release. All rows of one acceptance carry its batch, so that they are undone as one.
 */
export async function acceptReleaseStep(
  transaction: Transaction,
  by: { readonly userId: string; readonly batchId: string; readonly apiKeyId?: string },
  place: { readonly catalogueId: string; readonly after: string | undefined; readonly limit: number },
  edition: Edition,
): Promise<AcceptStep> {
  const own = await takenUp(transaction, place.catalogueId, edition)
  const names = await namesDecidedAs(transaction, place.catalogueId, leavingCodes(edition, own), place)
  const wishes = names.map((name) => wishOf(name, edition, own))
  const outcomes = await decide(transaction, { ...by, edition }, wishes)
  const done = (kind: Wish['kind']): number => outcomes.filter(({ ok }, at) => ok && wishes[at]?.kind === kind).length
  const [moved, reopened] = [done('change'), done('reopen')]
  const next = names.length < place.limit ? undefined : names.at(-1)?.id
  return { looked: names.length, moved, reopened, refused: names.length - moved - reopened, next }
}

function wishOf({ id, version, codes }: NameState, edition: Edition, own: TakenUp): Wish {
  const before = codes ?? []
  const { after, isOpen } = followed(before, edition, own) ?? { after: before, isOpen: false }
  const base = { nameId: id, expectedVersion: version }
  if (!isOpen) {
    return {
      ...base,
      kind: 'change',
      codes: after,
      reason: `${edition.version}: ${before.join(' + ')} → ${after.join(' + ')}`,
    }
  }
  const official = before.flatMap((code) => own.get(code) ?? [code])
  const choices = official.flatMap((code) => {
    const successors = edition.byCode.get(code.toUpperCase())?.successors ?? []
    return successors.length > 1 ? [`${code} → ${successors.join(' / ')}`] : []
  })
  const reason = `${edition.version}: ${choices.join('; ')}（多个接替项目，请选择 / several successors: choose）`
  return { ...base, kind: 'reopen', reason: reason.slice(0, MOST_REASON) }
}

/** What a reason of the registry may hold. */
const MOST_REASON = 2000

function leavingCodes({ items }: Edition, own: TakenUp): readonly string[] {
  return [...items.flatMap(({ code, status }) => (status === 'retired' ? [code] : [])), ...own.keys()]
}
