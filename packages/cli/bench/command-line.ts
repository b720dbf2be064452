import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

type Row = Readonly<Record<string, string | number | boolean>>

const PROGRAM = fileURLToPath(new URL('../bin/yingma.mjs', import.meta.url))
const EXAMPLE = fileURLToPath(new URL('../../../examples/exams.csv', import.meta.url))
const ROWS = 200_000
const GOAL_TABLE = 4
const AIM_START = 0.5
const ROUNDS = 3

/** Seconds from the call of the program to its end, the best of some rounds: the machine does other things besides. */
function seconds(...args: readonly string[]): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now()
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', maxBuffer: 1 << 30 })
    if (status !== 0) throw new Error(stderr)
    return (performance.now() - started) / 1000
  })
  return Math.round(Math.min(...times) * 100) / 100
}

/** The example table repeated to so many rows; `distinct` gives each name a number of its own, so that none is the same. */
function writeTable(file: string, distinct: boolean): void {
  const [header = '', ...rows] = readFileSync(EXAMPLE, 'utf8').trimEnd().split(/\r?\n/)
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const row = rows[at % rows.length] ?? ''
    return distinct ? row.replace(/^([^,]*,)("?)([^",]*)/, `$1$2$3(${at})`) : row
  })
  writeFileSync(file, `${[header, ...lines].join('\n')}\n`)
}

function run(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yingma-bench-cli-'))
  try {
    const [table, distinct, out] = [join(folder, 'rows.csv'), join(folder, 'distinct.csv'), join(folder, 'out.csv')]
    writeTable(table, false)
    writeTable(distinct, true)
    const start = seconds('decode', '20010100110000')
    const whole = seconds('normalise', table, '--out', out)
    return Promise.resolve([
      { what: 'start: decode one code', seconds: start, goal: `aim ${AIM_START}` },
      { what: 'normalise 200,000 rows, CSV to CSV', seconds: whole, goal: `≤ ${GOAL_TABLE}`, met: whole <= GOAL_TABLE },
      { what: 'the same, every name distinct', seconds: seconds('normalise', distinct, '--out', out), goal: '' },
      {
        what: '200,000 rows to JSON Lines of distinct names',
        seconds: seconds('normalise', table, '-f', 'jsonl', '-o', out),
        goal: '',
      },
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export default {
  name: 'command-line',
  about:
    'Whole runs of the program, start included: the example table repeated to 200,000 rows, read as CSV, normalised and written as CSV with nine more columns.',
  run,
}
