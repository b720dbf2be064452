import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTableWriter, type OutputColumn, openTable, type Table, type WriteFormat } from '../src/index.ts'

type Row = Readonly<Record<string, string | number | boolean>>

const ROWS = 200_000
const ROUNDS = 3
const GOALS: Readonly<Record<string, number>> = { 'csv read': 1, 'csv read and written': 1.5, 'xlsx read': 4 }
const INPUT = ['检查项目编码', '检查项目名称', '设备类型', '检查部位', '检查方法', '执行科室', '数量', '备注']
const ANSWERS = ['state', 'confidence', 'codes', 'names', 'relations', 'modifiers', 'flags', 'classes', 'defaults']
const ANSWER = [
  'mapped',
  '0.99',
  '20010100110000+20010400110000',
  'CT颅脑(平扫)+CT胸部(平扫)',
  'equivalent',
  '',
  '',
  'several-items',
  'scan',
]

const columns = (names: readonly string[], origin: OutputColumn['origin']): OutputColumn[] =>
  names.map((name) => ({ name, origin, ...(name === 'confidence' && { type: 'number' as const }) }))

/** Rows in the style of an exam dictionary; every twentieth has a cell that needs quotation marks. */
function* inputRows(): Generator<string[][]> {
  const parts = ['胸部', '颅脑', '上腹部', '左膝关节', '腰椎', '颈椎', '盆腔']
  const scans = ['平扫', '增强', '平扫+增强', '三维重建']
  for (let from = 0; from < ROWS; from += 10_000) {
    yield Array.from({ length: 10_000 }, (_, i) => {
      const at = from + i
      const part = parts[at % parts.length] ?? ''
      const scan = scans[at % scans.length] ?? ''
      const note = at % 20 === 0 ? '含, 逗号 "引号"' : ''
      return [
        String(at).padStart(8, '0'),
        `CT${part}${scan}(${at % 9578}号)`,
        'CT',
        part,
        scan,
        '放射科',
        String(at % 300),
        note,
      ]
    })
  }
}

async function opened(path: string): Promise<Table> {
  const table = await openTable(path)
  if (!table.ok) throw new Error(table.problem.code)
  return table.value
}

async function write(
  path: string,
  format: WriteFormat,
  batches: AsyncIterable<string[][]> | Iterable<string[][]>,
  names: OutputColumn[],
): Promise<void> {
  const writer = await createTableWriter(path, { format, columns: names })
  if (!writer.ok) throw new Error(writer.problem.code)
  for await (const batch of batches) await writer.value.write(batch)
  const result = await writer.value.close()
  if (!result.ok || result.value.rows !== ROWS) throw new Error('not all rows were written')
}

async function* rowsOf(path: string): AsyncGenerator<string[][]> {
  const table = await opened(path)
  for await (const step of table.rows()) {
    if (step.kind === 'stop') throw new Error(step.problem.code)
    yield [...step.rows]
  }
  await table.close()
}

async function read(path: string): Promise<void> {
  let count = 0
  for await (const rows of rowsOf(path)) count += rows.length
  if (count !== ROWS) throw new Error(`${count} rows`)
}

async function* answered(path: string): AsyncGenerator<string[][]> {
  for await (const rows of rowsOf(path)) yield rows.map((row) => [...row, ...ANSWER])
}

/** Seconds of the first and of the quickest round: a command runs once, a server stays warm. */
async function timed(step: () => Promise<void>): Promise<{ first: number; best: number }> {
  const seconds: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    await step()
    seconds.push((performance.now() - start) / 1000)
  }
  return { first: seconds[0] ?? 0, best: Math.min(...seconds) }
}

async function measure(folder: string): Promise<Row[]> {
  const rows: Row[] = []
  const all = [...columns(INPUT, 'input'), ...columns(ANSWERS, 'ours')]
  const add = async (what: string, file: string, step: () => Promise<void>): Promise<void> => {
    const { first, best } = await timed(step)
    const goal = GOALS[what]
    const size = statSync(file).size / 1e6
    const judged = goal === undefined ? {} : { goal: `≤ ${goal} s`, met: best <= goal }
    rows.push({ what, MB: size, 'first, s': first, 'best, s': best, 'rows/s': Math.round(ROWS / best), ...judged })
  }
  for (const format of ['csv', 'jsonl', 'xlsx'] as const) {
    const input = join(folder, `in.${format}`)
    const output = join(folder, `out.${format}`)
    await write(input, format, inputRows(), columns(INPUT, 'input'))
    await add(`${format} read`, input, () => read(input))
    await add(`${format} read and written`, output, () => write(output, format, answered(input), all))
  }
  return rows
}

async function run(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yingma-bench-tables-'))
  const before = loadavg()[0] ?? 0
  try {
    const rows = await measure(folder)
    const memory = Math.round(process.resourceUsage().maxRSS / 1024)
    return [
      ...rows,
      { what: 'largest memory of the process, MB', 'best, s': memory },
      { what: 'load average before', 'best, s': before },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const about = `${ROWS.toLocaleString('en-US')} rows of ${INPUT.length} columns in; out with ${ANSWERS.length} more columns behind them, in the same format. Reading
includes finding out encoding, delimiter, header, roles and personal columns, and looking at every cell for damage and personal numbers.`

export default { name: 'tables', about, run }
