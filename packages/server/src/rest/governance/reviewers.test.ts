import { grantRole, revokeRole, setDisabled } from '@yingma/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newProposal } from '../../testing/govern-stock.ts'
import { newPerson, type Person, type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

const LATER = '2999-01-01'

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(() => world?.stop())

const expert = (login: string) => newPerson(world.store, login, 'expert', world.a.institution.id)

const act = (who: Person, id: string, version: number, wanted: unknown) =>
  world.ask(who, 'POST', `/proposals/${id}/acts`, { version, act: wanted })

const review = (quorum: number, ...people: readonly Person[]) => ({
  kind: 'review',
  deadline: LATER,
  quorum,
  reviewers: people.map(({ id }) => ({ userId: id, specialty: '神经放射' })),
})

const vote = { kind: 'vote', vote: 'approve', reason: '同意' }

test('a reviewer holds a role that may review; the refusal names who does not and who may', async () => {
  const { admin, a } = world
  const known = await expert('known')
  const id = await newProposal(world, '评审人')
  await act(admin, id, 1, { kind: 'open', deadline: LATER })
  const refused = await act(admin, id, 2, review(1, known, a.mapper))
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'govern-reviewer-unfit', name: `姓名-${a.mapper.login}` },
  })
  expect(refused.body.others).toContain('姓名-known')
  expect(refused.body.detail).toContain('可由')
  const fast = { ...review(1, a.mapper), kind: 'fast-track', reason: '用词' }
  const { quorum: _, ...asked } = fast
  expect((await act(admin, id, 2, asked)).body).toMatchObject({ code: 'govern-reviewer-unfit' })
  const author = await act(admin, id, 2, review(1, a.manager))
  expect(author.body).toMatchObject({ code: 'govern-own-proposal' })
  const begun = await act(admin, id, 2, review(1, known))
  expect(begun.body).toMatchObject({ stage: 'review', reviewers: [{ userId: known.id, specialty: '神经放射' }] })
})

test('whoever is disabled or lost the role counts no longer, whatever they voted', async () => {
  const { admin, a, store } = world
  const [first, second, third] = [await expert('first'), await expert('second'), await expert('third')]
  const id = await newProposal(world, '离职')
  await act(admin, id, 1, { kind: 'open', deadline: LATER })
  await act(admin, id, 2, review(2, first, second, third))
  await act(first, id, 3, vote)
  await act(second, id, 4, vote)
  await store.asRegistry(admin.id, (transaction) => setDisabled(transaction, second.id, true))
  const accept = { kind: 'accept', reason: '一致' }
  expect((await act(admin, id, 5, accept)).body).toMatchObject({ code: 'govern-quorum', votes: 1, quorum: 2, able: 2 })
  const role = await store.asRegistry(admin.id, (transaction) =>
    grantRole(transaction, { userId: third.id, institutionId: a.institution.id, role: 'expert' }),
  )
  expect((await act(third, id, 5, vote)).status).toBe(201)
  await store.asRegistry(admin.id, (transaction) => revokeRole(transaction, a.institution.id, role.id))
  expect((await act(admin, id, 6, accept)).body).toMatchObject({ code: 'govern-quorum', votes: 1, able: 1 })
  await store.asRegistry(admin.id, (transaction) => setDisabled(transaction, second.id, false))
  expect((await act(admin, id, 6, accept)).body).toMatchObject({ stage: 'ready', decision: { by: admin.id } })
})
