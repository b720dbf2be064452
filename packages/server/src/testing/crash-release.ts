import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { actOnProposal, buildRelease, draftProposal, type ProposalAct, readyOf, recordRelease } from '@yingma/govern'
import { createAccount, decide, grantRole, type Store, verifyAudit } from '@yingma/store'
import { createGovernDesk } from '../govern/govern-desk.ts'
import {
  createHospital,
  type HospitalRegistry,
  opened,
  type ServerProcess,
  startServerProcess,
} from './hospital-registry.ts'

/** What the release does to three kinds of decision: they move, wait for a person, stay. */
const MOVED = { code: '20040100120000', name: '胸部低剂量CT' }
const SPLIT = { code: '20040100220000', name: '胸部CT平扫加增强' }
const KEPT = { code: '20040100110000', name: '胸部CT平扫' }
const INTO = [KEPT.code, '20040100210000']
const gone = { reason: '演练', date: '2026-03-01' }
const CHANGES = [
  { kind: 'merge', subject: 'item', codes: [MOVED.code], into: KEPT.code, ...gone },
  { kind: 'split', subject: 'item', code: SPLIT.code, into: INTO, ...gone },
] as const

export interface ReleaseCrashReport {
  /** Steps of the job that were committed when each kill came. */
  readonly killedAt: readonly number[]
  /** What the job says that it did. */
  readonly result: unknown
  /** Everything that was lost, half done or done twice. */
  readonly failures: readonly string[]
}

/**
 * Kills the server with -9 while it accepts a release: before the first step is committed, between steps over the decisions,
 * and while names are read anew. After every kill what is committed must agree with itself; at the end the acceptance is whole.
 */
export async function crashRelease(folder: string, each: number): Promise<ReleaseCrashReport> {
  const place = { folder }
  const names = [MOVED, SPLIT, KEPT].flatMap(({ name }) =>
    Array.from({ length: each }, (_, index) => ({ name: `${name}${index}` })),
  )
  const hospital = await createHospital(place, [names])
  const { version, from } = await prepare(hospital, each)
  const failures: string[] = []
  const killedAt: number[] = []
  let jobId = ''
  for (const isTime of MOMENTS) {
    const server = await startServerProcess(place)
    const store = await opened(place)
    try {
      if (jobId === '') jobId = await accept(server, hospital, version)
      killedAt.push(await reached(store, jobId, isTime))
      await server.kill()
    } finally {
      await store.close()
    }
    // Its database went with it: looked at from what the disk holds, before anybody goes on.
    const left = await opened(place)
    failures.push(...(await torn(left, jobId, { version, from })))
    await left.close()
  }
  const server = await startServerProcess(place)
  const store = await opened(place)
  try {
    await reached(store, jobId, ({ finished }) => finished)
    failures.push(...(await unfinished(store, version, each)))
    const audit = await store.snapshot((transaction) => verifyAudit(transaction))
    failures.push(...audit.problems.map((problem) => JSON.stringify(problem)))
    const { rows } = await store.pool.query<{ result: unknown }>('SELECT result FROM jobs WHERE id = $1', [jobId])
    return { killedAt, result: rows[0]?.result, failures }
  } finally {
    await store.close()
    await server.stop()
  }
}

interface Moment {
  readonly steps: number
  readonly phase: string | null
  readonly finished: boolean
}

/** When the kills come: as soon as the job is there, after the first step over the decisions, and while names are read. */
const MOMENTS: readonly ((now: Moment) => boolean)[] = [
  () => true,
  ({ steps, phase }) => steps > 0 && phase === 'decisions',
  ({ phase }) => phase === 'names',
]
/** Without its moment for so long, the job is taken to be stuck. */
const STUCK_MS = 60_000

/** Waits for a moment of the job; gives how many names it had worked on by then. */
async function reached(store: Store, jobId: string, isTime: (now: Moment) => boolean): Promise<number> {
  for (const started = performance.now(); performance.now() - started < STUCK_MS; await wait(2)) {
    const { rows } = await store.pool.query<Moment>(
      `SELECT done::int AS steps, checkpoint ->> 'phase' AS phase, finished_at IS NOT NULL AS finished FROM jobs WHERE id = $1`,
      [jobId],
    )
    const [now] = rows
    if (now !== undefined && (isTime(now) || now.finished)) return now.steps
  }
  throw new Error('the acceptance of the release does not go on')
}

async function accept(server: ServerProcess, hospital: HospitalRegistry, version: string): Promise<string> {
  const response = await fetch(`${server.address}/api/v1/catalogues/${hospital.catalogues[0]!.id}/release`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hospital.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ version }),
  })
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`)
  return ((await response.json()) as { id: string }).id
}

/** Every name is decided under the edition of now, and a release waits that retires two of the three items. */
async function prepare(hospital: HospitalRegistry, each: number): Promise<{ version: string; from: string }> {
  const store = await opened(hospital.place)
  try {
    const { rows } = await store.pool.query<{ id: string; author: string; edition: string; name: string }>(
      `SELECT n.id, c.created_by AS author, c.edition, n.name FROM local_names AS n JOIN catalogues AS c ON c.id = n.catalogue_id`,
    )
    const [first] = rows
    if (first === undefined) throw new Error('the hospital has no names')
    const desk = createGovernDesk()
    await store.asTenant({ userId: first.author }, async (transaction) => {
      const { edition } = await desk.latest(transaction)
      const codeOf = (name: string): string =>
        [SPLIT, MOVED, KEPT].find((one) => name.replace(/\d+$/, '') === one.name)?.code ?? ''
      const wishes = rows.map(({ id, name }) => ({
        nameId: id,
        expectedVersion: 0,
        kind: 'change' as const,
        codes: [codeOf(name)],
      }))
      const outcomes = await decide(transaction, { userId: first.author, batchId: randomUUID(), edition }, wishes)
      if (outcomes.filter(({ ok }) => ok).length !== 3 * each) throw new Error('not every name was decided')
    })
    return { version: await release(store, first.author), from: first.edition }
  } finally {
    await store.close()
  }
}

/** A release that went through its round, past the API. */
async function release(store: Store, author: string): Promise<string> {
  const desk = createGovernDesk()
  return await store.asRegistry(author, async (transaction) => {
    const [editor, reviewer] = [
      (await createAccount(transaction, { login: 'editor', name: '编辑' })).id,
      (await createAccount(transaction, { login: 'expert', name: '专家' })).id,
    ]
    await grantRole(transaction, { userId: reviewer, institutionId: null, role: 'editor' })
    const content = { title: { zh: '合并', en: 'merge' }, reason: '演练', changes: CHANGES, names: [], evidence: [] }
    let kept = await draftProposal(transaction, author, randomUUID(), content)
    const acts: readonly (readonly [string, ProposalAct])[] = [
      [editor, { kind: 'open', deadline: '2999-01-01' }],
      [
        editor,
        { kind: 'review', deadline: '2999-02-01', quorum: 1, reviewers: [{ userId: reviewer, specialty: 'CT' }] },
      ],
      [reviewer, { kind: 'vote', vote: 'approve', reason: '同意' }],
      [editor, { kind: 'accept', reason: '一致' }],
    ]
    for (const [actor, act] of acts) {
      const on = { id: kept.id, version: kept.proposal.version, actor, now: new Date().toISOString() }
      kept = await actOnProposal(transaction, on, act)
    }
    const built = buildRelease({
      date: '2026-03-01',
      before: await desk.latest(transaction),
      releases: await desk.released(transaction),
      surroundings: desk.surroundings,
      proposals: [readyOf(kept)],
    })
    if (!built.ok) throw new Error(JSON.stringify(built.problems))
    const by = { actor: editor, now: new Date().toISOString() }
    return (await recordRelease(transaction, built.release, [kept], by)).version
  })
}

/** What a kill left that does not go together: rows without the checkpoint that counts them, or the new edition too early. */
async function torn(
  store: Store,
  jobId: string,
  { version, from }: { readonly version: string; readonly from: string },
): Promise<string[]> {
  const { rows } = await store.pool.query<{ counted: number; written: number; phase: string | null; edition: string }>(
    `SELECT coalesce((j.result ->> 'moved')::int + (j.result ->> 'reopened')::int, 0) AS counted,
       (SELECT count(*)::int FROM decisions AS d WHERE d.batch_id = (j.params ->> 'batchId')::uuid) AS written,
       j.checkpoint ->> 'phase' AS phase, c.edition
     FROM jobs AS j JOIN catalogues AS c ON c.id = (j.params ->> 'catalogueId')::uuid WHERE j.id = $1`,
    [jobId],
  )
  const [state] = rows
  if (state === undefined) return ['the job is gone']
  const edition = state.phase === 'names' ? version : from
  return [
    ...(state.counted === state.written ? [] : [`torn: ${JSON.stringify(state)}`]),
    ...(state.edition === edition ? [] : [`the catalogue is of ${state.edition} in ${state.phase}`]),
  ]
}

/** Names that are not as the whole acceptance leaves them: each decision once before it, and at most once by it. */
async function unfinished(store: Store, version: string, each: number): Promise<string[]> {
  const { rows } = await store.pool.query<{
    name: string
    codes: string[]
    status: string
    version: number
    n: number
  }>(
    `SELECT regexp_replace(s.name, '\\d+$', '') AS name, s.codes, s.status, s.version, count(*)::int AS n
     FROM name_states AS s GROUP BY 1, 2, 3, 4 ORDER BY 1`,
  )
  const found = rows.map(({ name, codes, status, version: at, n }) => `${name} ${codes} ${status} ${at} ×${n}`).sort()
  const wanted = [
    `${MOVED.name} ${KEPT.code} changed 2 ×${each}`,
    `${SPLIT.name} ${SPLIT.code} open 2 ×${each}`,
    `${KEPT.name} ${KEPT.code} changed 1 ×${each}`,
  ].sort()
  const editions = await store.pool.query<{ edition: string }>('SELECT edition FROM catalogues')
  const doubled = await store.pool.query<{ id: string }>(
    'SELECT name_id AS id FROM decisions GROUP BY name_id HAVING count(*) <> max(version)',
  )
  return [
    ...(found.join() === wanted.join() ? [] : [`names: ${found.join('; ')}`]),
    ...(editions.rows[0]?.edition === version ? [] : [`the catalogue is of ${editions.rows[0]?.edition}`]),
    ...doubled.rows.map(({ id }) => `versions of ${id} are not one after the other`),
  ]
}
