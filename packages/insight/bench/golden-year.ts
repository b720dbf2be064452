import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadEdition } from '@yingma/edition'
import { type Finding, findEffects } from '../src/findings/find-effects.ts'
import { generateYear, PLANTED } from '../src/generate/generate-year.ts'
import { buildMart } from '../src/mart/build-mart.ts'
import { openMart } from '../src/mart/open-mart.ts'

const ROWS = 2_000_000
const INSTITUTIONS = 40
const SEEDS = [1, 2]
const MEMORY = 3_000_000_000

/** What the reports have to say of a planted year, and nothing else. */
const EXPECTED = [
  { kind: 'slow-device', where: PLANTED.slowDevice },
  { kind: 'repeats', where: PLANTED.repeats },
  {
    kind: 'implausible',
    where: { institution: PLANTED.misSided.institution, month: `2025-${PLANTED.misSided.month}`, kind: 'side' },
  },
] as const

const golden = {
  name: 'golden-year',
  about: `What the reports find in generated years of ${ROWS.toLocaleString('en')} exams at ${INSTITUTIONS} institutions: with a device twice as slow, a hospital that repeats chest CT, and a month in which a hospital confuses left and right, planted; and without. "found" are the planted effects that were reported, "false" all other reports.`,
  async run() {
    const rows = []
    for (const seed of SEEDS) {
      for (const isPlanted of [true, false]) {
        const start = performance.now()
        const findings = await findingsOf(ROWS, seed, isPlanted)
        rows.push(judged(seed, isPlanted, findings, (performance.now() - start) / 1000))
      }
    }
    return rows
  },
}
export default golden

async function findingsOf(rows: number, seed: number, isPlanted: boolean): Promise<readonly Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yingma-bench-'))
  try {
    const [source, out] = [join(folder, 'year.parquet'), join(folder, 'mart')]
    const edition = loadEdition()
    await generateYear({ edition, file: source, rows, institutions: INSTITUTIONS, seed, isPlanted, memory: MEMORY })
    const built = await buildMart({ source, out, edition, asOf: '2026-02-01T00:00:00', memory: MEMORY })
    if (!built.ok) throw new Error(built.problem.code)
    const opened = await openMart(out)
    if (!opened.ok) throw new Error(opened.problem.code)
    const { findings, notLooked } = await findEffects(opened.value, { kind: 'all' })
    await opened.value.close()
    if (notLooked.length > 0) throw new Error(`not looked at: ${notLooked.join(', ')}`)
    return findings
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function judged(seed: number, isPlanted: boolean, findings: readonly Finding[], seconds: number) {
  const keyOf = ({ kind, where }: { kind: string; where: object }) =>
    JSON.stringify([kind, Object.entries(where).sort()])
  const wanted = new Set(isPlanted ? EXPECTED.map(keyOf) : [])
  const found = findings.filter((finding) => wanted.has(keyOf(finding))).length
  return {
    year: isPlanted ? 'planted' : 'clean',
    seed,
    exams: ROWS,
    planted: wanted.size,
    found,
    false: findings.length - found,
    's with generating': seconds,
    goal: isPlanted ? 'all found, none false' : 'none',
    met: found === wanted.size && findings.length === found,
  }
}
