import { setTimeout as wait } from 'node:timers/promises'
import { type Store, verifyAudit } from '@yingma/store'
import { createRandom, type Random } from './generate-value.ts'
import {
  createHospital,
  type HospitalRegistry,
  opened,
  type ServerProcess,
  startServerProcess,
} from './hospital-registry.ts'

export interface CrashReport {
  readonly kills: number
  /** Decisions that the server acknowledged before it was killed. */
  readonly acknowledged: number
  /** Sent, but the kill came before an answer: they may stand or not, never twice. */
  readonly unanswered: number
  readonly jobs: number
  /** Kills that hit a job under way. */
  readonly jobsHit: number
  /** Everything that was lost, half done or done twice. */
  readonly failures: readonly string[]
}

const CLIENTS = 8
const NAMES = 400
const JOB_NAMES = 1500

interface Acknowledged {
  readonly version: number
  readonly code: string
}

/**
 * Kills the server with -9 again and again, at a random moment while clients decide and a job decides on a whole
 * filter; after each restart every acknowledged decision must stand, and every job must end with each name decided once.
 */
export async function crash(folder: string, kills: number, seed: number): Promise<CrashReport> {
  const random = createRandom(seed)
  const place = { folder }
  const hospital = await createHospital(place, [
    Array.from({ length: NAMES }, (_, index) => ({ name: `胸部CT平扫${index}` })),
    Array.from({ length: JOB_NAMES }, (_, index) => ({ name: `头颅CT平扫${index}` })),
  ])
  const known = new Map<string, Acknowledged[]>()
  const failures: string[] = []
  let unanswered = 0
  let jobsHit = 0
  for (let turn = 0; turn < kills; turn++) {
    const server = await startServerProcess(place)
    failures.push(...(await lost(hospital, known)))
    await startJob(server, hospital, turn)
    const stop = { now: false }
    const clients = Array.from({ length: CLIENTS }, (_, index) =>
      decideOn(server, hospital, known, index, random, stop),
    )
    await wait(50 + random.below(700))
    stop.now = true
    const store = await opened(place)
    const { rows } = await store.pool.query("SELECT 1 FROM jobs WHERE status = 'running'")
    await server.kill()
    await store.close()
    jobsHit += rows.length > 0 ? 1 : 0
    for (const count of await Promise.all(clients)) unanswered += count
  }
  const server = await startServerProcess(place)
  failures.push(...(await lost(hospital, known)))
  const store = await opened(place)
  try {
    failures.push(...(await jobsEnded(store, kills)), ...(await doubled(store)))
    const report = await store.snapshot((transaction) => verifyAudit(transaction))
    failures.push(...report.problems.map((problem) => JSON.stringify(problem)))
  } finally {
    await store.close()
    await server.stop()
  }
  const acknowledged = [...known.values()].reduce((sum, some) => sum + some.length, 0)
  return { kills, acknowledged, unanswered, jobs: kills, jobsHit, failures }
}

/** One client: decides on its own names, one request after the other, until the server is gone. Gives what stayed unanswered. */
async function decideOn(
  server: ServerProcess,
  hospital: HospitalRegistry,
  known: Map<string, Acknowledged[]>,
  client: number,
  random: Random,
  stop: { readonly now: boolean },
): Promise<number> {
  const own = hospital.catalogues[0]!.nameIds.filter((_, index) => index % CLIENTS === client)
  // Until it is killed: `stop` only keeps a client from going on when the kill does not come.
  for (const started = performance.now(); !stop.now || performance.now() - started < 10_000; ) {
    const nameId = random.pick(own)
    const code = random.pick(hospital.codes)
    try {
      const path = `${server.address}/api/v1/names/${nameId}`
      const headers = { authorization: `Bearer ${hospital.key}`, 'content-type': 'application/json' }
      const { version } = (await (await fetch(path, { headers })).json()) as { version: number }
      const body = JSON.stringify({ kind: 'change', codes: [code], reason: 'crash' })
      const response = await fetch(`${path}/decisions`, {
        method: 'POST',
        headers: { ...headers, 'if-match': `"${version}"` },
        body,
      })
      const outcome = (await response.json()) as { version: number }
      if (response.status !== 201) throw new Error(`${response.status} ${JSON.stringify(outcome)}`)
      known.set(nameId, [...(known.get(nameId) ?? []), { version: outcome.version, code }])
    } catch (error) {
      // What fetch throws when the other side is gone, within the request or before it.
      if (error instanceof TypeError || (error as { code?: string }).code === 'UND_ERR_SOCKET') return 1
      throw error
    }
  }
  return 0
}

async function startJob(server: ServerProcess, hospital: HospitalRegistry, turn: number): Promise<void> {
  const response = await fetch(`${server.address}/api/v1/catalogues/${hospital.catalogues[1]!.id}/jobs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hospital.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'decide',
      filter: { text: '头颅' },
      decision: 'change',
      codes: [hospital.codes[turn % hospital.codes.length]],
      reason: 'crash',
    }),
  })
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`)
}

/** Acknowledged decisions that are not there, or not as they were acknowledged. */
async function lost(
  hospital: HospitalRegistry,
  known: ReadonlyMap<string, readonly Acknowledged[]>,
): Promise<string[]> {
  const store = await opened(hospital.place)
  try {
    const { rows } = await store.pool.query<{ nameId: string; version: number; codes: string[] }>(
      `SELECT name_id AS "nameId", version, codes FROM decisions WHERE name_id = ANY ($1)`,
      [[...known.keys()]],
    )
    const stand = new Map(rows.map((row) => [`${row.nameId} ${row.version}`, row.codes.join('+')]))
    return [...known].flatMap(([nameId, decisions]) =>
      decisions
        .filter(({ version, code }) => stand.get(`${nameId} ${version}`) !== code)
        .map(({ version, code }) => `lost: ${nameId} version ${version} ${code}`),
    )
  } finally {
    await store.close()
  }
}

/** Without any step of any job for so long, they are taken to be stuck. */
const STUCK_MS = 60_000

/** Waits until every job has ended, or none has moved for long. */
async function jobsResting(store: Store): Promise<void> {
  let moved = performance.now()
  for (let last = -1; performance.now() - moved < STUCK_MS; await wait(100)) {
    const { rows } = await store.pool.query<{ open: number; steps: number }>(
      `SELECT count(*) FILTER (WHERE finished_at IS NULL)::int AS open,
         (sum(done) + count(finished_at))::int AS steps FROM jobs`,
    )
    const { open, steps } = rows[0]!
    if (open === 0) return
    if (steps !== last) moved = performance.now()
    last = steps
  }
}

/** Waits for all jobs; each must have decided on every name of its filter exactly once. */
async function jobsEnded(store: Store, jobs: number): Promise<string[]> {
  await jobsResting(store)
  const { rows } = await store.pool.query<{ id: string; status: string; done: number; rows: number; names: number }>(
    `SELECT j.id, j.status, j.done, count(d.id)::int AS rows, count(DISTINCT d.name_id)::int AS names
     FROM jobs AS j LEFT JOIN decisions AS d ON d.batch_id = (j.params ->> 'batchId')::uuid GROUP BY j.id`,
  )
  const wrong = rows.filter(
    (row) => row.status !== 'done' || row.done !== JOB_NAMES || row.rows !== row.names || row.rows !== JOB_NAMES,
  )
  return [
    ...(rows.length === jobs ? [] : [`${rows.length} jobs instead of ${jobs}`]),
    ...wrong.map((row) => `job: ${JSON.stringify(row)}`),
  ]
}

/** Names whose versions have a gap or occur twice. */
async function doubled(store: Store): Promise<string[]> {
  const { rows } = await store.pool.query<{ id: string }>(
    `SELECT name_id AS id FROM decisions GROUP BY name_id
     HAVING count(*) <> max(version) OR count(DISTINCT version) <> count(*)`,
  )
  return rows.map(({ id }) => `versions of ${id} are not one after the other`)
}
