import { mkdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { argv, exit, stderr, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { loadEdition, loadVocabulary } from '@yingma/edition'
import { createNormaliser, type Normalised, type NormaliseInput, STATES } from '@yingma/normalise'
import {
  createTableWriter,
  type OutputColumn,
  openTable,
  type Result,
  type Role,
  renderTableProblem,
  type Table,
} from '@yingma/tables'
import { renderTable } from './bench-report.ts'

/**
 * `npm run demo`: the main job on a table, start to end. Reads examples/exams.csv (or the table given), turns every name
 * into items of the standard, shows some rows of each state and a summary, and writes the table with the answers behind
 * its columns to out/. Needs nothing but the checkout.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SOURCE = argv[2] ?? join(ROOT, 'examples', 'exams.csv')
const TARGET = argv[3] ?? join(ROOT, 'out', 'exams.standard.csv')
const ANSWERS = ['state', 'confidence', 'codes', 'names'] as const
const SHOWN_PER_STATE = 3

interface ReadRow {
  readonly cells: readonly string[]
  readonly result: Normalised
}

function required<T>(result: Result<T>): T {
  if (result.ok) return result.value
  stderr.write(`${renderTableProblem(result.problem, 'en')}\n`)
  exit(1)
}

async function readRows(table: Table, normalise: (input: NormaliseInput) => Normalised): Promise<ReadRow[]> {
  const positions = Object.entries(table.roles).flatMap(([role, guess]) => {
    const position = guess?.value.position
    return position === null || position === undefined ? [] : [[role as Role, position] as const]
  })
  const rows: ReadRow[] = []
  for await (const step of table.rows()) {
    if (step.kind === 'stop') return required({ ok: false, problem: step.problem })
    for (const cells of step.rows) {
      const {
        name = '',
        count,
        ...columns
      } = Object.fromEntries(positions.map(([role, at]) => [role, cells[at] ?? '']))
      rows.push({ cells, result: normalise({ ...columns, name, count: Number(count) || 1 }) })
    }
  }
  return rows
}

function answer({ state, confidence, items }: Normalised): string[] {
  const coded = items.filter((item) => item.code !== null)
  return [
    state,
    confidence.toFixed(2),
    coded.map((item) => item.code).join('+'),
    coded.map((item) => item.name ?? '').join(' + '),
  ]
}

/** The rows with most exams of each state, so that every kind of answer is seen. */
function samples(rows: readonly ReadRow[]): ReadRow[] {
  const byExams = [...rows].sort((a, b) => (b.result.count ?? 0) - (a.result.count ?? 0))
  return STATES.flatMap((state) => byExams.filter(({ result }) => result.state === state).slice(0, SHOWN_PER_STATE))
}

function summary(rows: readonly ReadRow[]) {
  const examsOf = (some: readonly ReadRow[]) => some.reduce((sum, { result }) => sum + (result.count ?? 0), 0)
  const exams = examsOf(rows)
  return STATES.map((state) => {
    const own = rows.filter(({ result }) => result.state === state)
    const ownExams = examsOf(own)
    return { state, rows: own.length, exams: ownExams, '% of exams': Math.round((10_000 * ownExams) / exams) / 100 }
  })
}

async function writeAnswers(table: Table, rows: readonly ReadRow[]): Promise<void> {
  mkdirSync(dirname(TARGET), { recursive: true })
  const columns: OutputColumn[] = [
    ...table.headers.map((name) => ({ name, origin: 'input' as const })),
    ...ANSWERS.map((name) => ({ name, origin: 'ours' as const })),
  ]
  const writer = required(await createTableWriter(TARGET, { format: 'csv', columns }))
  await writer.write(rows.map(({ cells, result }) => [...cells, ...answer(result)]))
  required(await writer.close())
}

const edition = loadEdition()
const normaliser = createNormaliser(edition, loadVocabulary())
const table = required(await openTable(SOURCE, { required: ['name'] }))
const started = performance.now()
const rows = await readRows(table, (input) => normaliser.normalise(input))
const seconds = ((performance.now() - started) / 1000).toFixed(2)
await writeAnswers(table, rows)
await table.close()

const shown = samples(rows).map(({ result }) => {
  const [state = '', , codes = '', names = ''] = answer(result)
  return { 'local name': result.name, exams: result.count ?? 0, state, codes, 'standard names': names }
})
stdout.write(`The edition has ${edition.items.length} items. ${rows.length} rows of ${relative(ROOT, SOURCE)} read in ${seconds} s.

The rows with most exams of each state:

${renderTable(shown)}

All rows:

${renderTable(summary(rows))}

Written: ${relative(ROOT, TARGET)}, every row with ${ANSWERS.join(', ')} behind its own columns.
`)
