import { randomUUID } from 'node:crypto'
import type { Edition } from '@yingma/core'
import { actOnProposal, draftProposal, type ProposalAct, type ProposalContent } from '@yingma/govern'
import type { ServerWorld } from './server-world.ts'

/** A proposal that hurts nothing: the English name of one item, better said. */
export function proposalContent(edition: Pick<Edition, 'items'>, mark: string): ProposalContent {
  const item = edition.items.find(({ name, grammarName }) => name !== grammarName)
  return {
    title: { zh: `改写 ${mark}`, en: `re-word ${mark}` },
    reason: mark,
    changes: [
      {
        kind: 're-word',
        subject: 'item',
        code: item?.code ?? '',
        nameEn: `${item?.nameEn} ${mark}`,
        reason: 'established-term',
      },
    ],
    names: [],
    evidence: [],
  }
}

/** A fresh draft, past the API. */
export async function newProposal(
  world: ServerWorld,
  mark: string,
  changes?: ProposalContent['changes'],
): Promise<string> {
  const usual = proposalContent(world.context.standard.edition, mark)
  const content = changes === undefined ? usual : { ...usual, changes }
  const made = await world.store.asTenant({ userId: world.a.manager.id }, (transaction) =>
    draftProposal(transaction, world.a.manager.id, randomUUID(), content),
  )
  return made.id
}

/** A proposal that went through its round and waits for the next release. */
export async function readyProposal(
  world: ServerWorld,
  mark: string,
  changes?: ProposalContent['changes'],
): Promise<string> {
  const id = await newProposal(world, mark, changes)
  const reviewer = world.admin.id
  const acts: readonly (readonly [string, ProposalAct])[] = [
    [world.admin.id, { kind: 'open', deadline: '2999-01-01' }],
    [
      world.admin.id,
      { kind: 'review', deadline: '2999-02-01', quorum: 1, reviewers: [{ userId: reviewer, specialty: 'CT' }] },
    ],
    [reviewer, { kind: 'vote', vote: 'approve', reason: mark }],
    [world.admin.id, { kind: 'accept', reason: mark }],
  ]
  for (const [at, [actor, act]] of acts.entries()) {
    const on = { id, version: at + 1, actor, now: new Date().toISOString() }
    await world.store.asTenant({ userId: actor }, (transaction) => actOnProposal(transaction, on, act))
  }
  return id
}

/** A version that this registry has released; the first is made when it is asked for. */
export async function releasedVersion(world: ServerWorld, mark: string): Promise<string> {
  const { body: releases } = await world.ask(world.admin, 'GET', '/releases')
  if (releases.length > 0) return releases[0].version
  await readyProposal(world, mark)
  const { body, status } = await world.ask(world.admin, 'POST', '/releases', { date: '2026-03-01' })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.version
}
