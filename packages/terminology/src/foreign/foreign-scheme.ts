import { createCodec, DEFAULT_BASE_URI, type Edition, type SchemeId, schemeUri } from '@yingma/core'
import type { CodeSystem, ConceptDefinition, ConceptMap, MapTarget } from '../fhir/types.ts'
import type { ImportProblem } from '../publish/import-problem.ts'
import { conceptMapUri, idOf } from '../standard/addresses.ts'

/** One row of somebody's own table of codes, as read. */
export interface ForeignRow {
  /** Row of the table, for problems. */
  readonly row: number
  readonly code: string
  readonly display: string
  /** Code of the broader concept; empty for none. */
  readonly parent: string
  readonly english: string
  /** What the code is in the standard; empty where nothing is, then `why` says why. */
  readonly targets: readonly ForeignTarget[]
  readonly why: string
}

export interface ForeignTarget {
  readonly code: string
  /** From the foreign code's side. */
  readonly relation: 'equivalent' | 'narrower' | 'broader'
}

export interface ForeignFacts {
  /** Name of the table, for problems. */
  readonly file: string
  /** Canonical address of the code system, e.g. `http://loinc.org`. */
  readonly system: string
  readonly version: string
  /** Name of the scheme for people. */
  readonly title: string
  /** Letters, digits, `-` and `.`: part of the ids. */
  readonly id: string
  /** Whether the table holds every code of the scheme. */
  readonly complete: boolean
  /** ISO date. */
  readonly date: string
  readonly base?: string | undefined
}

/** A code on one side that has nothing on the other. */
export interface Gap {
  readonly side: 'foreign' | 'standard'
  readonly code: string
  readonly display: string
  readonly why: string
}

export interface ForeignScheme {
  readonly codeSystem: CodeSystem
  readonly conceptMap: ConceptMap
  readonly gaps: readonly Gap[]
  readonly mapped: number
}

const RELATIONSHIP = {
  equivalent: 'equivalent',
  narrower: 'source-is-narrower-than-target',
  broader: 'source-is-broader-than-target',
} as const

/**
 * A scheme of somebody else (provincial and industry codes, LOINC, SNOMED CT) from its owner's table, as CodeSystem and
 * as ConceptMap to the standard, with the gaps on both sides. All or nothing: rows that contradict one another are
 * problems, and then nothing is made. The content stays the user's; nothing of it is shipped.
 */
export function foreignScheme(
  rows: readonly ForeignRow[],
  facts: ForeignFacts,
  edition: Edition,
):
  | { readonly ok: true; readonly value: ForeignScheme }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] } {
  const codec = createCodec(edition)
  const problems = checkRows(rows, facts.file)
  const reached = new Set<string>()
  const bySystem = new Map<SchemeId, { row: ForeignRow; targets: MapTarget[] }[]>()
  for (const row of rows) {
    for (const { code, relation } of row.targets) {
      const read = codec.decode(code)
      if (read.kind !== 'item' && read.kind !== 'derived') {
        problems.push({ code: 'import.target-unknown', file: facts.file, where: placeOf(row), value: code })
        continue
      }
      if (read.kind === 'item') reached.add(read.item.code)
      const target = {
        code: read.code,
        display: read.name,
        relationship: RELATIONSHIP[row.targets.length > 1 ? 'broader' : relation],
      }
      const elements = bySystem.get(read.scheme) ?? []
      bySystem.set(read.scheme, elements)
      const last = elements.at(-1)
      if (last?.row === row) last.targets.push(target)
      else elements.push({ row, targets: [target] })
    }
  }
  if (rows.length === 0) problems.push({ code: 'import.nothing', file: facts.file })
  if (problems.length > 0) return { ok: false, problems }
  const unmapped = rows.filter(({ targets }) => targets.length === 0)
  const gaps: Gap[] = [
    ...unmapped.map(({ code, display, why }) => ({ side: 'foreign' as const, code, display, why })),
    ...edition.items
      .filter((item) => item.status === 'active' && !reached.has(item.code))
      .map((item) => ({ side: 'standard' as const, code: item.code, display: item.name, why: 'no-foreign-code' })),
  ]
  const conceptMap = mapOf(bySystem, unmapped, facts, edition)
  return {
    ok: true,
    value: { codeSystem: systemOf(rows, facts), conceptMap, gaps, mapped: rows.length - unmapped.length },
  }
}

const placeOf = ({ row, code }: ForeignRow): string => `${row}: ${code}`

function checkRows(rows: readonly ForeignRow[], file: string): ImportProblem[] {
  const problems: ImportProblem[] = []
  const byCode = new Map<string, ForeignRow>()
  for (const row of rows) {
    if (row.code === '') problems.push({ code: 'import.element-missing', file, where: `${row.row}: code` })
    else if (byCode.has(row.code))
      problems.push({ code: 'import.code-twice', file, where: String(row.row), value: row.code })
    else byCode.set(row.code, row)
  }
  for (const row of byCode.values()) {
    if (row.parent === '') continue
    if (!byCode.has(row.parent)) {
      problems.push({ code: 'import.parent-unknown', file, where: placeOf(row), value: row.parent })
      continue
    }
    const seen = new Set([row.code])
    for (let at = byCode.get(row.parent); at !== undefined; at = byCode.get(at.parent)) {
      if (at.code === row.code)
        problems.push({ code: 'import.parent-circular', file, where: placeOf(row), value: row.parent })
      if (seen.has(at.code)) break
      seen.add(at.code)
    }
  }
  return problems
}

function systemOf(rows: readonly ForeignRow[], facts: ForeignFacts): CodeSystem {
  const withParents = rows.some(({ parent }) => parent !== '')
  const concept = rows.map(
    ({ code, display, english, parent }): ConceptDefinition => ({
      code,
      ...(display === '' ? {} : { display }),
      ...(english === '' ? {} : { designation: [{ language: 'en', value: english }] }),
      ...(parent === '' ? {} : { property: [{ code: 'parent', valueCode: parent }] }),
    }),
  )
  return {
    resourceType: 'CodeSystem',
    id: idOf(facts.id),
    url: facts.system,
    version: facts.version,
    name: nameOf(facts.id),
    title: facts.title,
    status: 'active',
    date: facts.date,
    caseSensitive: true,
    content: facts.complete ? 'complete' : 'fragment',
    count: rows.length,
    ...(withParents
      ? {
          hierarchyMeaning: 'is-a',
          property: [{ code: 'parent', uri: 'http://hl7.org/fhir/concept-properties#parent', type: 'code' }],
        }
      : {}),
    concept,
  }
}

function mapOf(
  bySystem: ReadonlyMap<SchemeId, readonly { readonly row: ForeignRow; readonly targets: readonly MapTarget[] }[]>,
  unmapped: readonly ForeignRow[],
  { id, system, version, title, date, base = DEFAULT_BASE_URI }: ForeignFacts,
  edition: Edition,
): ConceptMap {
  const source = `${system}|${version}`
  const groups = [...bySystem].map(([scheme, elements]) => ({
    source,
    target: `${schemeUri(scheme, base)}|${edition.version}`,
    element: elements.map(({ row, targets }) => ({
      code: row.code,
      ...(row.display === '' ? {} : { display: row.display }),
      target: targets,
    })),
  }))
  const none = unmapped.map(({ code, display }) => ({ code, ...(display === '' ? {} : { display }), noMap: true }))
  return {
    resourceType: 'ConceptMap',
    id: idOf(id, 'to-yingma'),
    url: conceptMapUri(idOf(id, 'to-yingma'), base),
    version: `${version}-${edition.version}`,
    name: `${nameOf(id)}ToYingma`,
    title: `${title} → ${edition.title.zh}`,
    status: 'active',
    date,
    sourceScopeUri: system,
    group: [...groups, ...(none.length === 0 ? [] : [{ source, element: none }])],
  }
}

/** A name that computers take: a capital letter first, then letters, digits and `_`. */
function nameOf(id: string): string {
  const name = id.replace(/[^A-Za-z0-9]+/g, '_')
  return /^[A-Za-z]/.test(name) ? `${name[0]!.toUpperCase()}${name.slice(1)}` : `S${name}`
}
