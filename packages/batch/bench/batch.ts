import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadEdition } from '@yingma/edition'
import { DuckSession } from '../src/duck/session.ts'
import type { ExamTable } from '../src/engine.ts'
import * as sql from '../src/engines/duckdb/statements.ts'
import { generateTable } from '../src/generate/generate-table.ts'
import type { Figures } from './measure/figures.ts'

interface Size {
  readonly rows: number
  readonly names: number
}

const REGION: Size = { rows: 14_437_319, names: 206_560 }
/** A tenth of the region, ten times its rows, then ten times its names: the region itself. */
const SIZES: readonly Size[] = [{ rows: 1_443_732, names: 20_656 }, { rows: 14_437_319, names: 20_656 }, REGION]
const INSTITUTIONS = 243
const MEMORY = 1_000_000_000
const GOAL_RATIO = 1.5
const GOAL_PEAK = 2e9
const ROUNDS = 2
/** The generator sorts all rows by time; nothing of it is measured. */
const GENERATOR_MEMORY = 6_000_000_000

const FIELDS = {
  name: '检查项目名称',
  modality: '设备类型',
  part: '检查部位',
  institution: '医疗机构',
  time: '检查时间',
  examId: '检查流水号',
}
const TABLE: ExamTable = {
  place: { kind: 'files', files: [{ path: 'exams.parquet', rows: 14_437_319, bytes: 0, modified: 0, offset: 0 }] },
  columns: Object.values(FIELDS).map((name) => ({ name, type: name === FIELDS.time ? 'TIMESTAMP' : 'VARCHAR' })),
  rows: 14_437_319,
  roles: FIELDS,
  key: ['name', 'modality', 'part'],
  ruled: [],
}
const FILES = TABLE.place.kind === 'files' ? TABLE.place.files : []
const LAYOUT = { partitioned: false }
const WRITTEN = sql.standardisedRows('standardised.parquet', LAYOUT)
const BARE_SQL = [
  sql.standardiseStatement(TABLE, FILES, 'mapping.parquet', 'standardised.parquet', LAYOUT),
  sql.examItemsStatement(TABLE, WRITTEN, 'mapping.parquet', 'exam_items.parquet'),
]
const RUN_SQL = [
  sql.distinctStatement(TABLE, sql.examRows(FILES), 'distinct.parquet'),
  ...BARE_SQL,
  sql.tallyStatement(TABLE, WRITTEN),
]

const about = `A whole run over a synthetic table (\`yingma generate\`, ${INSTITUTIONS} institutions, Parquet in and out, memory limit
${MEMORY / 1e9} GB, 2 threads) beside the bare engine: the same DuckDB with the same settings reads the same input, joins a ready mapping and
writes the same two files. Both are whole processes, their start included; the better of ${ROUNDS} rounds each, taken in turns. The
run also finds the distinct inputs, normalises them, counts what it wrote and makes the reports. Goals: for the region (last
line) at most ${GOAL_RATIO} times the bare engine; peak below ${GOAL_PEAK / 1e9} GB; ten times the rows, and ten times rows and names, take at most
ten times as long as the first line. CPU is processor time of all threads: it tells what the work costs where others use the machine too.

SQL of the bare engine (columns shortened):

\`\`\`sql
${BARE_SQL.join(';\n')};
\`\`\`

SQL of the run:

\`\`\`sql
${RUN_SQL.join(';\n')};
\`\`\``

const PROGRAMS = {
  run: new URL('./measure/run.ts', import.meta.url),
  bare: new URL('./measure/bare.ts', import.meta.url),
}

/** Runs a child and reads what it says of itself. */
function measure(program: keyof typeof PROGRAMS, args: readonly string[]): Figures {
  const file = fileURLToPath(PROGRAMS[program])
  const { stdout, status } = spawnSync(process.execPath, ['--import', 'tsx', file, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = stdout.split('\n').find((text) => text.startsWith('figures '))
  if (status !== 0 || line === undefined) throw new Error(`${program} failed`)
  return JSON.parse(line.slice('figures '.length)) as Figures
}

async function inputOf(folder: string, { rows, names }: Size): Promise<string> {
  const file = join(process.env.YINGMA_BENCH_DATA ?? folder, `exams-${rows}-${names}.parquet`)
  if (existsSync(file)) return file
  mkdirSync(join(file, '..'), { recursive: true })
  const session = await DuckSession.open({ memory: GENERATOR_MEMORY, threads: 2, spill: join(folder, 'spill') })
  const made = await generateTable(session, {
    rows,
    names,
    institutions: INSTITUTIONS,
    seed: 1,
    file,
    items: loadEdition().items,
  })
  session.close()
  if (!made.ok) throw new Error(JSON.stringify(made.problem))
  return file
}

/** The better of several rounds, wall and processor time each for itself. */
function better(a: Figures, b: Figures): Figures {
  const faster = a.seconds <= b.seconds ? a : b
  return { ...faster, processor: Math.min(a.processor, b.processor), peak: Math.max(a.peak, b.peak) }
}

function compare(folder: string, input: string, { rows, names }: Size, first: number | null) {
  let run = measureRun(folder, input)
  let bare = measureBare(folder, input)
  for (let round = 1; round < ROUNDS; round++) {
    run = better(run, measureRun(folder, input))
    bare = better(bare, measureBare(folder, input))
  }
  const ratio = run.seconds / bare.seconds
  const steps = Object.entries(run.steps ?? {}).map(([step, seconds]) => `${step} ${seconds.toFixed(1)}`)
  const isRegion = rows === REGION.rows && names === REGION.names
  return {
    rows,
    names,
    'run s': round(run.seconds),
    'bare engine s': round(bare.seconds),
    ratio: round(ratio),
    'run CPU s': round(run.processor),
    'bare CPU s': round(bare.processor),
    'peak MB': Math.round(run.peak / 1e6),
    'rows/s': Math.round(rows / run.seconds),
    steps: steps.join(', '),
    met: run.peak < GOAL_PEAK && (first === null || run.seconds <= 10 * first) && (!isRegion || ratio <= GOAL_RATIO),
  }
}

function measureRun(folder: string, input: string): Figures {
  const out = join(folder, 'out')
  rmSync(out, { recursive: true, force: true })
  return measure('run', [input, out, String(MEMORY)])
}

function measureBare(folder: string, input: string): Figures {
  const bare = join(folder, 'bare')
  rmSync(bare, { recursive: true, force: true })
  return measure('bare', [input, join(folder, 'out', 'mapping.parquet'), bare, String(MEMORY)])
}

const round = (n: number) => Math.round(n * 100) / 100

export default {
  name: 'batch',
  about,
  async run() {
    process.stdout.write(`${about}\n`)
    const folder = mkdtempSync(join(process.env.YINGMA_BENCH_DATA ?? tmpdir(), 'batch-bench-'))
    try {
      const lines: ReturnType<typeof compare>[] = []
      for (const size of SIZES)
        lines.push(compare(folder, await inputOf(folder, size), size, lines[0]?.['run s'] ?? null))
      return lines
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
