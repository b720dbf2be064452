import type { EditionFacts } from '../diff/diff-editions.ts'
import type { Edition, SourceDefect, SuspectedSynonym } from '../model/edition.ts'
import type { Modality, SchemeId } from '../model/scheme.ts'
import type { Check, CheckId } from './check.ts'
import { checkCheckCharacters } from './check-characters.ts'
import { checkCodes, checkFacets, checkRoundTrip } from './codes.ts'
import { checkComposites } from './composites.ts'
import { checkIds, checkParents, checkRegisters } from './dictionaries.ts'
import type { Finding } from './finding.ts'
import { checkOrigins, checkSuccessors } from './lifecycle.ts'
import { checkChineseNames, checkEnglishNames } from './names.ts'
import { checkReleases } from './releases.ts'

/** What one check looked at and found. */
export interface CheckResult {
  readonly id: CheckId
  /** Items, values or register rows that were looked at. */
  readonly examined: number
  readonly findings: readonly Finding[]
}

/** The proof that an edition keeps its five principles, or the counterexamples where it does not. */
export interface Certificate {
  readonly version: string
  /** Versions of the releases that it was compared with. */
  readonly releases: readonly string[]
  readonly counts: {
    readonly items: number
    readonly active: number
    readonly published: number
    readonly byScheme: Readonly<Partial<Record<SchemeId, number>>>
    readonly byModality: Readonly<Partial<Record<Modality, number>>>
    readonly dictionaries: number
    readonly values: number
    /** Items whose name the grammar gives; the others are override rows. */
    readonly generatedNames: number
  }
  readonly checks: readonly CheckResult[]
  readonly passed: boolean
  /** Known and recorded: reported apart, they fail nothing. */
  readonly sourceDefects: readonly SourceDefect[]
  readonly suspectedSynonyms: readonly SuspectedSynonym[]
}

const CHECKS: Readonly<Record<CheckId, Check>> = {
  codes: checkCodes,
  facets: checkFacets,
  'round-trip': checkRoundTrip,
  'names-zh': checkChineseNames,
  'names-en': checkEnglishNames,
  'check-characters': checkCheckCharacters,
  releases: checkReleases,
  composites: checkComposites,
  parents: checkParents,
  ids: checkIds,
  successors: checkSuccessors,
  origins: checkOrigins,
  registers: checkRegisters,
}

/** Checks that may find nothing to look at: a first edition has no releases, a clean one no register. */
const MAY_BE_EMPTY: ReadonlySet<CheckId> = new Set(['releases', 'registers', 'parents'])

/** Every check of a certificate, in the order of reporting. */
export const CHECK_IDS = Object.keys(CHECKS) as readonly CheckId[]

/**
 * Proves an edition against itself and against every frozen release: code ↔ facet tuple ↔ name one to one over all items,
 * and the rest of the checks. Passed means that no check found anything and none of them looked at nothing.
 */
export function certify(edition: Edition, releases: readonly EditionFacts[]): Certificate {
  const checks = CHECK_IDS.map((id): CheckResult => {
    const { examined, findings } = CHECKS[id](edition, releases)
    const nothing = examined === 0 && !MAY_BE_EMPTY.has(id)
    return { id, examined, findings: nothing ? [{ code: 'finding-nothing-checked' }, ...findings] : findings }
  })
  return {
    version: edition.version,
    releases: releases.map(({ version }) => version),
    counts: countsOf(edition),
    checks,
    passed: checks.every(({ findings }) => findings.length === 0),
    sourceDefects: edition.sourceDefects,
    suspectedSynonyms: edition.suspectedSynonyms,
  }
}

function countsOf(edition: Edition): Certificate['counts'] {
  const { items, dictionaries } = edition
  return {
    items: items.length,
    active: items.filter(({ status }) => status === 'active').length,
    published: items.filter(({ origin }) => origin === 'published').length,
    byScheme: tally(items.map(({ scheme }) => scheme)),
    byModality: tally(items.map(({ modality }) => modality)),
    dictionaries: dictionaries.size,
    values: [...dictionaries.values()].reduce((count, { values }) => count + values.size, 0),
    generatedNames: items.filter(({ name, grammarName }) => name === grammarName).length,
  }
}

function tally<K extends string>(keys: readonly K[]): Readonly<Partial<Record<K, number>>> {
  const counts: Partial<Record<K, number>> = {}
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return counts
}
