import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BatchProblem, DuckSession, outcomeOf } from '@yingma/batch'
import { createCodec, createSets, type Edition, type Language } from '@yingma/core'
import { canonicalExpansion, sha256 } from '@yingma/edition'
import { type BalanceRow, balanceOf, SMALLEST_CELL } from './balance.ts'
import { type Cohort, checkCohort, createCohort } from './cohort.ts'
import { dataCard } from './data-card.ts'
import { findLabelSource, type LabelColumns } from './label-source.ts'
import {
  EXPORT_STATEMENT,
  FOLDS,
  foldsStatement,
  KINDS_STATEMENT,
  keptStatement,
  type Split,
  selectedStatement,
  studiesStatements,
  UNUSABLE_STATEMENT,
} from './label-statements.ts'
import type { LabelsProblem } from './labels-problem.ts'
import type { LabelsRecord } from './labels-record.ts'
import type { PseudonymKey } from './pseudonym.ts'

export interface LabelsTask {
  /** Folder that `yingma run` wrote, or its standardised Parquet file. */
  readonly source: string
  readonly out: string
  readonly edition: Edition
  readonly cohort: Cohort
  readonly split: Split
  readonly key: PseudonymKey
  readonly columns: LabelColumns
  /** False where each study is known to be of another patient, or the reader accepts not to know. */
  readonly withPatient: boolean
  readonly from?: string
  readonly to?: string
  /** Labels of fewer studies are left out; never below 5. */
  readonly atLeast?: number
  /** Most studies of one label. */
  readonly most?: number
  readonly format: 'parquet' | 'csv'
  readonly memory?: number
  /** Day of the export, `YYYY-MM-DD`. */
  readonly date: string
}

export type LabelsResult =
  | { readonly ok: true; readonly record: LabelsRecord }
  | { readonly ok: false; readonly problems: readonly (BatchProblem | LabelsProblem)[] }

const DEFAULT_MEMORY = 1_000_000_000

/** Exports pseudonymous study references with the standard items as labels, split without leakage, with balance and data card. */
export async function exportLabels(task: LabelsTask): Promise<LabelsResult> {
  const wrong = checkCohort(task.cohort, task.edition)
  if (wrong.length > 0) return { ok: false, problems: wrong }
  if (existsSync(task.out) && readdirSync(task.out).length > 0)
    return { ok: false, problems: [{ code: 'labels-out-exists', folder: task.out }] }
  const done = await outcomeOf(async () => {
    mkdirSync(task.out, { recursive: true })
    const spill = join(task.out, `.spill-${process.pid}`)
    const session = await DuckSession.open({ memory: task.memory ?? DEFAULT_MEMORY, threads: 2, spill })
    try {
      return await exportFrom(session, task)
    } finally {
      session.close()
    }
  })
  const result: LabelsResult = done.ok ? done.value : { ok: false, problems: [done.problem] }
  // Nobody may take half an export for a whole one.
  if (!result.ok) rmSync(task.out, { recursive: true, force: true })
  return result
}

async function exportFrom(session: DuckSession, task: LabelsTask): Promise<LabelsResult> {
  const { edition, key, split } = task
  const found = await findLabelSource(session, task.source, task.columns, task.withPatient)
  if (!found.ok) return { ok: false, problems: [found.problem] }
  const { source } = found
  if (source.edition !== undefined && source.edition !== edition.version)
    return { ok: false, problems: [{ code: 'labels-edition', made: source.edition, edition: edition.version }] }
  const columns = task.withPatient ? source.columns : { ...source.columns, patient: undefined }
  for (const statement of studiesStatements(source.relation, columns as LabelColumns, key)) await session.run(statement)
  await session.run(KINDS_STATEMENT)
  await chooseKinds(session, task)
  await session.run(selectedStatement(task.from, task.to))
  const held = await heldInstitutions(session, split.testInstitutions)
  const cutoff = split.cutoff ?? (await laterFifth(session))
  await session.run(foldsStatement(held, cutoff, split.validation))
  const smallest = Math.max(SMALLEST_CELL, task.atLeast ?? 0)
  await session.run(keptStatement(smallest, task.most))
  const counts = await countsOf(session)
  if (counts.studies === 0) {
    const { n } = await session.row<{ n: number }>('SELECT count(*) AS n FROM selected')
    return { ok: false, problems: [{ code: 'labels-nothing-selected', exams: n, smallest }] }
  }
  if (counts.sharedPatients > 0) throw new Error('a patient is in training and in a test')
  const record: LabelsRecord = {
    date: task.date,
    edition: { version: edition.version, sha256: sha256(canonicalExpansion(edition)) },
    cohort: task.cohort,
    from: task.from ?? null,
    to: task.to ?? null,
    split: { testInstitutions: split.testInstitutions, validation: split.validation, cutoff },
    withPatient: task.withPatient,
    ...counts,
    balance: { modality: await balance(session, 'modality'), label: await balance(session, 'label') },
  }
  await write(session, task, record)
  return { ok: true, record }
}

/** Asks the cohort about every kind of exam, and gives each its label: the canonical set of its items. */
async function chooseKinds(session: DuckSession, { cohort, edition }: LabelsTask): Promise<void> {
  const belongs = createCohort(cohort, edition)
  const sets = createSets(edition)
  const codec = createCodec(edition)
  const kinds = await session.rows<{ kind: number; codes: readonly string[]; modifiers: readonly string[] }>(
    'SELECT kind, codes, modifiers FROM kinds',
  )
  await session.run('CREATE TABLE chosen (kind BIGINT, label VARCHAR)')
  await session.run('CREATE TABLE named (label VARCHAR, names VARCHAR, modality VARCHAR)')
  const names = new Map<string, string>()
  const rows: string[] = []
  for (const { kind, codes, modifiers } of kinds) {
    if (!belongs({ codes, modifiers })) continue
    const members = sets.canonical(codes)
    const label = members.join('+')
    const read = members.map((code) => codec.decode(code))
    const named = read.map((decoded, at) => ('name' in decoded ? decoded.name : (members[at] ?? '')))
    const modalities = [...new Set(read.map((decoded) => ('modality' in decoded ? decoded.modality : '')))].sort()
    rows.push(`(${kind}, ${quoted(label)})`)
    names.set(label, `(${quoted(label)}, ${quoted(named.join(' | '))}, ${quoted(modalities.join('+'))})`)
  }
  await insert(session, 'chosen', rows)
  await insert(session, 'named', [...names.values()])
}

async function insert(session: DuckSession, table: string, rows: readonly string[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 1000)
    await session.run(`INSERT INTO ${table} VALUES ${rows.slice(start, start + 1000).join(', ')}`)
}

/** Whole institutions for the test, by their pseudonyms: the same for the same key. One is always left for training. */
async function heldInstitutions(session: DuckSession, share: number): Promise<readonly string[]> {
  const found = await session.rows<{ institution: string }>(
    'SELECT DISTINCT institution FROM selected ORDER BY institution',
  )
  const count = share === 0 ? 0 : Math.min(found.length - 1, Math.max(1, Math.round(found.length * share)))
  return found.slice(0, Math.max(0, count)).map(({ institution }) => institution)
}

/** The day from which on a fifth of the studies lies. */
async function laterFifth(session: DuckSession): Promise<string> {
  const { day } = await session.row<{ day: string | null }>(
    "SELECT strftime(quantile_disc(moment, 0.8), '%Y-%m-%d') AS day FROM selected",
  )
  return day ?? '9999-12-31'
}

async function countsOf(session: DuckSession) {
  const kept = await session.row<{ studies: number; labels: number; institutions: number }>(
    'SELECT count(*) AS studies, count(DISTINCT label) AS labels, count(DISTINCT institution) AS institutions FROM kept',
  )
  const { whole, leak } = await session.row<{ whole: number; leak: number }>(
    'SELECT count(*) AS whole, count(*) FILTER (WHERE is_leak) AS leak FROM folded',
  )
  const { shared } = await session.row<{ shared: number }>(`SELECT count(*) AS shared FROM
    (SELECT patient FROM kept GROUP BY patient HAVING bool_or(fold LIKE 'test-%') AND bool_or(fold NOT LIKE 'test-%'))`)
  const { withoutPatient, ...unusable } = await session.row<{
    uncertain: number
    unplaced: number
    withoutPatient: number
  }>(UNUSABLE_STATEMENT)
  const leftOut = { ...unusable, leak, cappedOrSmall: whole - leak - kept.studies }
  return { ...kept, leftOut, withoutPatient, sharedPatients: shared }
}

async function balance(session: DuckSession, group: 'modality' | 'label'): Promise<readonly BalanceRow[]> {
  const cells = await session.rows<{ group: string; fold: string; exams: number }>(
    `WITH cells AS (SELECT ${group} AS name, fold, count(*) AS exams FROM kept JOIN named USING (label) GROUP BY ALL)
     SELECT name AS "group", fold, exams FROM cells ORDER BY sum(exams) OVER (PARTITION BY name) DESC, name, fold`,
  )
  return balanceOf(cells, FOLDS)
}

async function write(session: DuckSession, task: LabelsTask, record: LabelsRecord): Promise<void> {
  const file = join(task.out, `labels.${task.format}`)
  const options = task.format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION zstd'
  await session.run(`COPY (${EXPORT_STATEMENT}) TO ${quoted(file)} (${options})`)
  writeFileSync(join(task.out, 'labels.json'), `${JSON.stringify(record, null, 2)}\n`)
  for (const language of ['zh', 'en'] as const satisfies readonly Language[])
    writeFileSync(join(task.out, `card.${language}.md`), dataCard(record, task.edition, language))
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
