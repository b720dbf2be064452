import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvOf, sampleRows } from '../testing/exam-rows.ts'
import { fingerprint } from '../testing/fingerprint.ts'
import { problemOf, resultOf } from '../testing/outcomes.ts'
import { query } from '../testing/read-parquet.ts'
import { runSample } from '../testing/run-sample.ts'
import { spawnChild } from '../testing/spawn-child.ts'

/** Events in order, with delays after which the process dies: at the edges of each step and in the middle of the work. */
const KILLS = [
  ['started scan', 0],
  ['started scan', 60],
  ['started distinct', 0],
  ['started distinct', 15],
  ['started normalise', 8],
  ['finished normalise', 0],
  ['started standardise', 0],
  ['started standardise', 40],
  ['finished standardise', 0],
  ['started exam-items', 0],
  ['started exam-items', 20],
  ['finished measure', 0],
  ['started reconcile', 0],
  ['finished reconcile', 0],
  ['started report', 0],
  ['finished report', 0],
  ['started exchange', 0],
  ['started exchange', 20],
  ['finished exchange', 0],
  ['started publish', 0],
] as const

/** Everything that a run can write. */
const EXTRAS = { withReports: true, withExchange: true }

let folder: string
let input: string
let whole: Readonly<Record<string, unknown>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resume-'))
  input = join(folder, 'exams.csv')
  writeFileSync(input, csvOf(sampleRows(60_000)))
  const out = join(folder, 'whole')
  resultOf(await runSample({ inputs: [input], out, ...EXTRAS }))
  whole = await fingerprint(out)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('kill -9 in every step, at least ten times, and the result is the same as without', {
  timeout: 400_000,
}, async () => {
  const out = join(folder, 'killed')
  const done = new Set<string>()
  let kills = 0
  for (const [index, [on, afterMs]] of KILLS.entries()) {
    const run = await spawnChild({ ...EXTRAS, inputs: [input], out, resume: index > 0, kill: { on, afterMs } })
    if (run.signal === 'SIGKILL') {
      kills++
      expect(readdirSync(out).filter((name) => !name.startsWith('.'))).toEqual([])
    }
    for (const event of run.events) {
      const [what, step] = event.split(' ') as [string, string]
      if (what === 'finished') done.add(step)
      if (what === 'started') expect(done.has(step), `${step} was repeated`).toBe(false)
    }
  }
  // A run that outran one of its killers was not killed that time.
  expect(kills).toBeGreaterThanOrEqual(10)
  const last = await spawnChild({ ...EXTRAS, inputs: [input], out, resume: true })
  expect(last.outcome?.ok).toBe(true)
  expect(await fingerprint(out)).toEqual(whole)
  expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([])
})

test('killed between two renames of publishing, a run finishes the rest', async () => {
  const out = join(folder, 'half')
  const kill = { on: 'started publish', afterMs: 0 }
  expect((await spawnChild({ ...EXTRAS, inputs: [input], out, kill })).signal).toBe('SIGKILL')
  renameSync(join(out, '.yingma-run', 'out', 'standardised.parquet'), join(out, 'standardised.parquet'))
  expect((await spawnChild({ ...EXTRAS, inputs: [input], out, resume: true })).outcome?.ok).toBe(true)
  expect(await fingerprint(out)).toEqual(whole)
})

test('Ctrl-C stops at once, leaves nothing half-written, and the run can continue', async () => {
  const out = join(folder, 'stopped')
  const run = await spawnChild({ ...EXTRAS, inputs: [input], out }, (event, child) => {
    if (event === 'started standardise') child.kill('SIGINT')
  })
  expect(run.signal).toBeNull()
  expect(run.outcome).toMatchObject({ ok: false, problem: { code: 'batch.interrupted' } })
  const left = readdirSync(out, { recursive: true, encoding: 'utf8' })
  expect(left.filter((name) => name.endsWith('.tmp') || name.endsWith('lock') || name.includes('.spill'))).toEqual([])
  const again = await spawnChild({ ...EXTRAS, inputs: [input], out, resume: true })
  expect(again.events).toContain('kept distinct')
  expect(await fingerprint(out)).toEqual(whole)
})

test('an unfinished run is neither overwritten by accident nor continued as another', async () => {
  const out = join(folder, 'unfinished')
  await spawnChild({ ...EXTRAS, inputs: [input], out, kill: { on: 'started standardise', afterMs: 0 } })
  expect(problemOf(await runSample({ inputs: [input], out })).code).toBe('batch.run-unfinished')
  const other = problemOf(await runSample({ inputs: [input], out, resume: true, versions: { program: 'newer' } }))
  expect(other).toMatchObject({ code: 'batch.resume-different', what: ['version.program: "test" → "newer"'] })
  resultOf(await runSample({ ...EXTRAS, inputs: [input], out, overwrite: true }))
  expect(await fingerprint(out)).toEqual(whole)
})

test('an input that changed since the run began is noticed', async () => {
  const parquet = join(folder, 'whole', 'standardised.parquet')
  const out = join(folder, 'changed')
  const copy = join(folder, 'copy.csv')
  writeFileSync(copy, csvOf(sampleRows(500)))
  expect(existsSync(parquet)).toBe(true)
  const first = join(folder, 'in.parquet')
  resultOf(await runSample({ inputs: [copy], out: join(folder, 'first') }))
  await query(`COPY (SELECT 检查号, 检查项目 FROM '${join(folder, 'first', 'standardised.parquet')}') TO '${first}'`)
  await spawnChild({ inputs: [first], out, kill: { on: 'started standardise', afterMs: 0 } })
  await query(
    `COPY (SELECT 检查号, 检查项目 FROM '${join(folder, 'first', 'standardised.parquet')}' LIMIT 7) TO '${first}'`,
  )
  expect(problemOf(await runSample({ inputs: [first], out, resume: true }))).toEqual({
    code: 'batch.input-changed',
    file: first,
  })
})
