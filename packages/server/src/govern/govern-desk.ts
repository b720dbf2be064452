import { readSchedules } from '@yingma/charge'
import type { Edition } from '@yingma/core'
import { loadRelease, loadSchedules, loadVocabulary, releaseVersions, standardFolder } from '@yingma/edition'
import {
  type Draft,
  draftOf,
  indexNamesInTurns,
  type NameIndex,
  type PriceList,
  priceListOf,
  type ReleaseDraftResult,
  readTables,
  readyOf,
  readyProposals,
  releaseDraft,
  type Surroundings,
} from '@yingma/govern'
import { createNormaliser, type Normaliser } from '@yingma/normalise'
import { type Actor, listUsedNames, Refusal, type Store, type Transaction, visiblePlaces } from '@yingma/store'
import type { FastifyRequest } from 'fastify'
import { actorIn } from '../http/authentication.ts'
import type { Standard } from '../http/context.ts'
import { loadStandard } from '../http/load-standard.ts'
import { HttpProblem } from '../problems/server-problem.ts'
import { createReleaseChain, type ReleaseChain } from './release-chain.ts'

/** Local names that impact looks at, the most used first. */
const MOST_NAMES = 250_000
/** How long readings of all names are kept for the same person. */
const KEPT_MS = 10 * 60_000
/** Readings that are kept at once. */
const MOST_KEPT = 3

/** The coming edition with all that answers from it, or why the proposals that are ready do not go together. */
type ComingEdition =
  | {
      readonly ok: true
      /** The newest released edition. */
      readonly before: Edition
      readonly standard: Standard
      /** Ids of the proposals that are in it. */
      readonly proposals: readonly string[]
    }
  | Extract<ReleaseDraftResult, { readonly ok: false }>

/** What governance works from; loaded when it is first asked for, since most servers never are. */
export interface GovernDesk {
  readonly surroundings: Surroundings
  readonly prices: readonly PriceList[]
  /**
   * Frozen editions that every draft must agree with, and of the registry the first and the last: each release agrees with the
   * one before it, so whatever agrees with the last agrees with all.
   */
  released(transaction: Transaction): Promise<readonly Edition[]>
  /** The newest released edition: what a proposal changes. */
  latest(transaction: Transaction): Promise<Draft>
  /** The editions of the registry: that of this server and each release since. */
  readonly chain: ReleaseChain
  /** The newest edition with every proposal that is ready; kept until one of them moves. */
  coming(transaction: Transaction): Promise<ComingEdition>
  /** An edition that the registry or a frozen folder has; `undefined` where neither does. */
  findEdition(transaction: Transaction, version: string): Promise<Edition | undefined>
  /** A released edition by version, for catalogues that move to it. */
  editionOf(transaction: Transaction, version: string): Promise<Edition>
  /** What reads names under a released edition; that of the last one asked for is kept. */
  normaliserOf(transaction: Transaction, version: string): Promise<Normaliser>
  /** The names that somebody may see, read under the newest edition. */
  namesOf(store: Store, actor: Actor, draft: Draft): Promise<NameIndex>
}

export function createGovernDesk(now: () => number = Date.now): GovernDesk {
  const base = once(loadBase)
  const surroundings = once(loadVocabulary)
  const prices = once(() => readSchedules(loadSchedules()).schedules.map(priceListOf))
  const frozen = once(() => releaseVersions(standardFolder()).map((version) => loadRelease(version)))
  const kept = new Map<string, { readonly until: number; readonly index: Promise<NameIndex> }>()

  const chain = createReleaseChain(base)
  const latest = (transaction: Transaction): Promise<Draft> => chain.last(transaction)
  const released = async (transaction: Transaction): Promise<readonly Edition[]> => {
    const { edition } = await latest(transaction)
    return edition === base().edition ? [...frozen(), edition] : [...frozen(), base().edition, edition]
  }
  let draftNow: { readonly key: string; readonly edition: ComingEdition } | undefined
  const coming = async (transaction: Transaction): Promise<ComingEdition> => {
    const [before, ready] = [await latest(transaction), await readyProposals(transaction)]
    const key = [before.edition.version, ...ready.map(({ id, proposal }) => `${id} ${proposal.version}`)].join()
    if (draftNow?.key === key) return draftNow.edition
    const result: ReleaseDraftResult =
      ready.length === 0
        ? { ok: true, draft: before }
        : releaseDraft(before, ready.map(readyOf), await released(transaction))
    const edition: ComingEdition = result.ok
      ? {
          ok: true,
          before: before.edition,
          standard: loadStandard(result.draft.edition, { ...surroundings(), terms: result.draft.terms }),
          proposals: ready.map(({ id }) => id),
        }
      : result
    draftNow = { key, edition }
    return edition
  }

  const draftOfVersion = async (transaction: Transaction, version: string): Promise<Draft> => {
    const known = await chain.find(transaction, version)
    if (known === undefined) throw new Refusal({ code: 'edition-unknown', version })
    return known
  }
  let readerNow: { readonly draft: Draft; readonly normaliser: Normaliser } | undefined

  return {
    get surroundings() {
      return surroundings()
    },
    get prices() {
      return prices()
    },
    latest,
    chain,
    released,
    coming,
    findEdition: async (transaction, version) =>
      (await chain.find(transaction, version))?.edition ?? frozen().find((one) => one.version === version),
    editionOf: async (transaction, version) => (await draftOfVersion(transaction, version)).edition,
    normaliserOf: async (transaction, version) => {
      const draft = await draftOfVersion(transaction, version)
      if (readerNow?.draft !== draft) {
        const { edition, terms } = draft
        readerNow = { draft, normaliser: createNormaliser(edition, { ...surroundings(), terms }) }
      }
      return readerNow.normaliser
    },
    namesOf: async (store, actor, draft) => {
      // Whoever lost a role no longer gets what was read under it.
      const places = await store.readAsTenant(actor, visiblePlaces)
      const key = `${actor.userId} ${draft.edition.version} ${places}`
      const known = kept.get(key)
      if (known !== undefined && known.until > now()) return await known.index
      const index = readNames(store, actor, draft, surroundings())
      // What failed is asked for again; the oldest gives way, since each holds all names.
      index.catch(() => kept.delete(key))
      kept.delete(key)
      for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT + 1))) kept.delete(oldest)
      kept.set(key, { until: now() + KEPT_MS, index })
      return await index
    },
  }
}

/** The coming edition for whoever asks, or a refusal that names the proposal which does not go with the others. */
export async function comingEdition(
  store: Store,
  request: FastifyRequest,
  desk: GovernDesk,
): Promise<Extract<ComingEdition, { readonly ok: true }>> {
  const coming = await store.readAsTenant(actorIn(request), (transaction) => desk.coming(transaction))
  if (!coming.ok) throw refusedDraft(coming)
  return coming
}

/** The first problem, and the proposal to blame where there is one: an editor returns it and the others can go. */
export function refusedDraft({ problems, proposal }: Extract<ReleaseDraftResult, { readonly ok: false }>): HttpProblem {
  const problem = problems[0] ?? { code: 'govern-nothing-changes' }
  return new HttpProblem(problem, proposal === undefined ? {} : { proposal })
}

async function readNames(store: Store, actor: Actor, draft: Draft, surroundings: Surroundings): Promise<NameIndex> {
  const names = await store.readAsTenant(actor, (transaction) => listUsedNames(transaction, MOST_NAMES))
  return await indexNamesInTurns(draft, surroundings, names)
}

function loadBase(): Draft {
  const result = draftOf(readTables())
  if (!result.ok) throw new Error(`the standard of this server does not expand: ${JSON.stringify(result.problems[0])}`)
  return result.draft
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
