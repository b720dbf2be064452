import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crash } from '../src/testing/crash.ts'
import { fuzz } from '../src/testing/fuzz.ts'
import { startServerWorld } from '../src/testing/server-world.ts'

/** Every operation is done a hundred times, in at least 20,000 requests; one that cannot be is given up at the most. */
const PLAN = { requests: 20_000, successes: 100, most: 60_000, seed: 1 }
const KILLS = 50

const about = `What \`npm test\` does with small numbers, in full. Fuzz: requests made from the schemas of the OpenAPI document, a third of them spoilt in one
place, every answer checked against its schema. Crash: eight clients decide one after the other while a job decides on 1,500 names; kill -9 at a random
moment; after each restart every acknowledged decision is looked for, at the end every job must have decided on each name once and the audit must verify.`

export default {
  name: 'server-endurance',
  about,
  run: async () => [...(await fuzzRows()), ...(await crashRows())],
}

async function fuzzRows() {
  const provider = {
    begin: () => Promise.resolve({ url: 'http://provider.invalid/', memory: 'm' }),
    complete: () => Promise.resolve({ issuer: 'i', subject: 's', login: 'sso', name: 'SSO' }),
  }
  const world = await startServerWorld({ provider })
  try {
    const report = await fuzz(world, PLAN)
    for (const failure of report.failures.slice(0, 20)) console.error(failure)
    for (const error of world.errors.slice(0, 5)) console.error(error)
    const [least = '', count = 0] = Object.entries(report.successes).sort((a, b) => a[1] - b[1])[0] ?? []
    if (count < PLAN.successes) console.error(least, report.refusals[least])
    return [
      {
        what: `fuzz: answers 5xx or undocumented, of ${report.requests}`,
        value: report.failures.length,
        goal: '0',
        met: report.failures.length === 0,
      },
      { what: 'fuzz: operations', value: report.operations, goal: '', met: true },
      {
        what: `fuzz: fewest 2xx of an operation (${least})`,
        value: count,
        goal: `≥ ${PLAN.successes}`,
        met: count >= PLAN.successes,
      },
    ]
  } finally {
    await world.stop()
  }
}

async function crashRows() {
  const folder = mkdtempSync(join(tmpdir(), 'yingma-crash-'))
  chmodSync(folder, 0o711)
  try {
    const report = await crash(folder, KILLS, 7)
    for (const failure of report.failures.slice(0, 20)) console.error(failure)
    return [
      {
        what: `crash: kill -9, ${report.jobsHit} of them with a job under way`,
        value: report.kills,
        goal: '50',
        met: true,
      },
      { what: 'crash: decisions acknowledged', value: report.acknowledged, goal: '', met: true },
      {
        what: 'crash: lost, half done or done twice',
        value: report.failures.length,
        goal: '0',
        met: report.failures.length === 0,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
