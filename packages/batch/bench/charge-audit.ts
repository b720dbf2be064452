import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPricer, readSchedules } from '@yingma/charge'
import { loadEdition, loadSchedules } from '@yingma/edition'
import { auditCharges } from '../src/charges/audit-charges.ts'
import { generateCharges } from '../src/charges/generate-charges.ts'
import { DuckSession } from '../src/duck/session.ts'

const LINES = 14_437_319
const TEMPLATES = 60_000
const MEMORY = 2_000_000_000
const THREADS = 2
const GOAL_RATIO = 2
const ROUNDS = 2

const about = `An audit of ${LINES.toLocaleString('en')} synthetic charge lines (Parquet, ${TEMPLATES.toLocaleString('en')} different exams with their charges, one in eight
charged wrongly) beside one grouping by session over the same lines in the same engine with the same settings: number of lines,
quantity and amount of every session, kept as a table. The audit reads the lines, finds the distinct shapes of sessions, judges
one session of each, joins what it found back to all sessions and writes the suspicions. Both with ${THREADS} threads, the better of
${ROUNDS} rounds in turns; CPU is processor time of all threads, which tells the work where others use the machine too.`

const GROUPING = `CREATE OR REPLACE TEMP TABLE grouped AS
SELECT 医嘱号, count(*) AS n, sum(数量) AS quantity, sum(金额) AS amount FROM read_parquet('$FILE') GROUP BY 医嘱号`

interface Timed {
  readonly seconds: number
  readonly processor: number
}

async function timed(work: () => Promise<unknown>): Promise<Timed> {
  const [before, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { seconds: (performance.now() - before) / 1000, processor: (user + system) / 1e6 }
}

const better = (a: Timed | null, b: Timed): Timed =>
  a === null ? b : { seconds: Math.min(a.seconds, b.seconds), processor: Math.min(a.processor, b.processor) }

const round = (n: number): number => Math.round(n * 100) / 100

async function run() {
  const folder = mkdtempSync(join(process.env.YINGMA_BENCH_DATA ?? tmpdir(), 'charge-audit-'))
  try {
    const edition = loadEdition()
    const pricers = readSchedules(loadSchedules())
      .schedules.filter((schedule) => schedule.jurisdiction === '江西省')
      .map((schedule) => createPricer(edition, schedule))
    const pricer = pricers.find(({ schedule }) => schedule.validTo === null)
    if (pricer === undefined) throw new Error('no schedule in force')
    const file = join(folder, 'charges.parquet')
    const making = await DuckSession.open({ memory: MEMORY, threads: THREADS, spill: join(folder, 'spill') })
    await generateCharges(making, { lines: LINES, templates: TEMPLATES, seed: 1, file, items: edition.items, pricer })
    making.close()
    mkdirSync(join(folder, 'out'), { recursive: true })
    let grouping: Timed | null = null
    let audit: Timed | null = null
    let outcome: Awaited<ReturnType<typeof auditCharges>> | null = null
    for (let at = 0; at < ROUNDS; at++) {
      const session = await DuckSession.open({ memory: MEMORY, threads: THREADS, spill: join(folder, 'spill') })
      grouping = better(grouping, await timed(() => session.run(GROUPING.replace('$FILE', file))))
      session.close()
      const once = await timed(async () => {
        outcome = await auditCharges({
          inputs: [file],
          out: join(folder, 'out'),
          pricers,
          language: 'zh',
          normaliser: () => {
            throw new Error('the lines hold codes')
          },
          memory: MEMORY,
          threads: THREADS,
        })
      })
      audit = better(audit, once)
    }
    const result = outcome as Awaited<ReturnType<typeof auditCharges>> | null
    if (!result?.ok || grouping === null || audit === null) throw new Error(JSON.stringify(result))
    const ratio = round(audit.seconds / grouping.seconds)
    return [
      {
        lines: result.value.lines,
        sessions: result.value.sessions,
        shapes: result.value.shapes,
        suspicions: result.value.suspicions,
        'input MB': Math.round(statSync(file).size / 1e6),
        'grouping s': round(grouping.seconds),
        'audit s': round(audit.seconds),
        ratio,
        'grouping CPU s': round(grouping.processor),
        'audit CPU s': round(audit.processor),
        'CPU ratio': round(audit.processor / grouping.processor),
        goal: `<= ${GOAL_RATIO}`,
        met: ratio <= GOAL_RATIO,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export default { name: 'charge-audit', about, run }
