import { localNames } from '@yingma/batch'
import { readSchedules } from '@yingma/charge'
import { certify, diffEditions } from '@yingma/core'
import { loadSchedules, loadVocabulary } from '@yingma/edition'
import { applyChange, type Change, type Draft, draftOf, impactOf, indexNames, priceListOf } from '../src/index.ts'
import { firstDraft } from '../src/testing/first-draft.ts'
import { largeTables } from '../src/testing/large-tables.ts'

const NAMES = 206_560
const ITEMS = 10_000
const IMPACT_GOAL_SECONDS = 2
const PROOF_GOAL_SECONDS = 5

const LEAVING = { reason: 'measured', date: '2026-06-01' } as const
const WORD = {
  term: '胸',
  kind: 'part',
  value: '040100',
  language: 'zh-Hans',
  form: 'synonym',
  scope: 'CT,MR,XR',
  note: '',
}

/** One change of each sort that moves names. */
const CHANGES: readonly (readonly [string, Change])[] = [
  ['add a CT item', { kind: 'add', subject: 'item', codes: ['20040100410000'] }],
  [
    'merge two CT items',
    { kind: 'merge', subject: 'item', codes: ['20040100120000'], into: '20040100110000', ...LEAVING },
  ],
  [
    'retire a word',
    { kind: 'retire', subject: 'lexicon-term', file: 'lexicon/radiology-parts.tsv', before: [WORD], after: [] },
  ],
]

type Row = Readonly<Record<string, string | number | boolean>>

function run(): Promise<readonly Row[]> {
  return Promise.resolve([...impacts(), proof()])
}

function impacts(): readonly Row[] {
  const draft = firstDraft()
  const made = localNames({ items: draft.edition.items, names: NAMES, institutions: 243, rows: 14_437_319, seed: 1 })
  const names = made.map(({ name, modality, home, rows }, at) => ({
    id: String(at),
    name,
    modality,
    institution: String(home),
    exams: rows,
    decided: null,
  }))
  const index = indexNames(draft, loadVocabulary(), names)
  const prices = readSchedules(loadSchedules()).schedules.map(priceListOf)
  return CHANGES.map(([what, change]) => {
    const started = performance.now()
    const result = applyChange(draft, change, [draft.edition])
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    const impact = impactOf(index, result.draft, prices)
    const seconds = (performance.now() - started) / 1000
    return row(
      `impact: ${what}`,
      `${NAMES} names, ${impact.names.read} read again, ${impact.names.moved} move`,
      seconds,
      IMPACT_GOAL_SECONDS,
    )
  })
}

function proof(): Row {
  const large = draftOf(largeTables(ITEMS))
  if (!large.ok) throw new Error(JSON.stringify(large.problems.slice(0, 3)))
  const { edition }: Draft = large.draft
  const started = performance.now()
  const certificate = certify(edition, [firstDraft().edition])
  const { added } = diffEditions(firstDraft().edition, edition)
  const seconds = (performance.now() - started) / 1000
  const findings = certificate.checks.reduce((count, check) => count + check.findings.length, 0)
  const said = `${edition.items.length} items, ${added.length} new, ${findings} findings`
  return row('certificate and diff', said, seconds, PROOF_GOAL_SECONDS)
}

function row(what: string, on: string, seconds: number, goal: number): Row {
  return { what, on, seconds: Number(seconds.toFixed(2)), 'goal (s)': goal, met: seconds <= goal }
}

export default {
  name: 'govern',
  about: `Impact of a proposal over ${NAMES} distinct local names that are indexed already, price lines included; certificate and
diff of an edition of ${ITEMS} items against the released one.`,
  run,
}
