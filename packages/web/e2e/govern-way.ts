import type { Served } from './served.ts'

type Body = Record<string, unknown>
let experts = 0

/** A proposal of these changes that went through its rounds; its author is whoever the token belongs to. */
export async function readyChanges(served: Served, token: string, changes: readonly Body[]): Promise<string> {
  const expert = await served.person(`expert${++experts}`, 'expert')
  const content = { title: { zh: `提案 ${experts}`, en: `proposal ${experts}` }, reason: '两院在用', changes }
  const { id } = await served.api('POST', '/proposals', { content }, token)
  const reviewers = [{ userId: expert.id, specialty: '胸部放射' }]
  const acts: readonly (readonly [Body, string?])[] = [
    [{ kind: 'open', deadline: '2999-01-01' }],
    [{ kind: 'review', deadline: '2999-02-01', quorum: 1, reviewers }],
    [{ kind: 'vote', vote: 'approve', reason: '同意' }, expert.token],
    [{ kind: 'accept', reason: '一致' }],
  ]
  for (const [at, [act, who]] of acts.entries())
    await served.api('POST', `/proposals/${id}/acts`, { version: at + 1, act }, who)
  return String(id)
}

/** Makes a release with these changes. */
export async function releaseChanges(served: Served, token: string, changes: readonly Body[]): Promise<string> {
  await readyChanges(served, token, changes)
  return String((await served.api('POST', '/releases', { date: '2026-03-01' })).version)
}
