import { randomUUID } from 'node:crypto'
import {
  actOnProposal,
  applyChanges,
  type Change,
  changesSchema,
  contentSchema,
  draftProposal,
  GovernRefusal,
  impactOf,
  type KeptProposal,
  listProposals,
  type ProposalAct,
  type ProposalContent,
  readProposal,
  renderGovernProblem,
  strandedPromotion,
} from '@yingma/govern'
import {
  type Action,
  listParticipants,
  mustBeLocalItems,
  type Participant,
  type Principal,
  type Store,
} from '@yingma/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { GovernDesk } from '../../govern/govern-desk.ts'
import { actorIn, may, must, signedIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { id, page, pageOf } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { act, impactAnswer, namedIn, participant, proposal, proposalAnswer } from './proposal-shapes.ts'

const proposalParams = z.strictObject({ proposal: id })

/** Who may do what: those who write, those who review, those who lead the rounds. */
const NEEDED: Readonly<Record<ProposalAct['kind'], Action>> = {
  draft: 'standard.propose',
  revise: 'standard.propose',
  comment: 'standard.propose',
  withdraw: 'standard.propose',
  'declare-conflict': 'standard.propose',
  vote: 'standard.review',
  open: 'standard.decide',
  review: 'standard.decide',
  'fast-track': 'standard.decide',
  return: 'standard.decide',
  accept: 'standard.decide',
  reject: 'standard.decide',
  release: 'standard.release',
}

/** Refuses unless the person may do it anywhere: the standard belongs to no institution. */
export function mustAnywhere(request: FastifyRequest, action: Action): { readonly userId: string } {
  return must(request, action, placesOf(signedIn(request), action))
}

/** Whether the person may do it anywhere. */
export function mayAnywhere(principal: Principal, action: Action): boolean {
  return may(principal, action, placesOf(principal, action))
}

/** What leads the standard; a key that is bound to one institution does none of it, whoever owns it. */
const LEADING: ReadonlySet<Action> = new Set(['standard.decide', 'standard.release'])

function placesOf({ grants, institutionId }: Principal, action: Action): readonly string[] {
  if (LEADING.has(action)) return []
  const places = grants.flatMap((grant) => (grant.institutionId === null ? [] : [grant.institutionId]))
  return institutionId === undefined ? places : [...places, institutionId]
}

/** Proposals to change the standard: made, discussed, voted on, decided; and what each would do. */
export function registerProposals(instance: FastifyInstance, { store }: Context, desk: GovernDesk): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['governance']

  app.get(
    '/proposals',
    {
      schema: {
        tags,
        summary: 'Proposals, the one that moved last first',
        querystring: z.strictObject(page),
        response: { 200: pageOf(proposal) },
      },
    },
    async (request) => {
      const { userId } = mustAnywhere(request, 'standard.propose')
      const { total, rows } = await store.readAsTenant(actorIn(request), (transaction) =>
        listProposals(transaction, request.query),
      )
      const known = await peopleOf(store, userId, rows.flatMap(namedIn))
      return { total, rows: rows.map((row) => proposalAnswer(row, known)) }
    },
  )

  app.post(
    '/proposals',
    {
      schema: {
        tags,
        summary: 'Draft a proposal; refused with the counterexample where it breaks a principle',
        body: z.strictObject({ content: contentSchema }),
        response: { 201: proposal },
      },
    },
    async (request, reply) => {
      const { userId } = mustAnywhere(request, 'standard.propose')
      const said = request.body.content
      await refuseBroken(store, request, desk, said as ProposalContent)
      const made = await store.asTenant(actorIn(request), (transaction) =>
        draftProposal(transaction, userId, randomUUID(), said as ProposalContent),
      )
      return reply
        .code(201)
        .header('etag', `"${made.proposal.version}"`)
        .send(await answerOf(store, userId, made))
    },
  )

  app.get(
    '/proposals/:proposal',
    { schema: { tags, summary: 'One proposal', params: proposalParams, response: { 200: proposal } } },
    async (request) => {
      const { userId } = mustAnywhere(request, 'standard.propose')
      const found = await store.readAsTenant(actorIn(request), (transaction) =>
        readProposal(transaction, request.params.proposal),
      )
      return await answerOf(store, userId, found)
    },
  )

  app.get(
    '/proposals/:proposal/history',
    {
      schema: {
        tags,
        summary: 'All that happened to a proposal, in order',
        params: proposalParams,
        response: {
          200: z.array(
            z.object({
              version: z.number().int(),
              actor: z.uuid(),
              person: participant.nullable().describe('who did it'),
              at: z.string(),
              act: z.object({ kind: z.string() }).loose(),
            }),
          ),
        },
      },
    },
    async (request) => {
      const { userId } = mustAnywhere(request, 'standard.propose')
      const { events } = await store.readAsTenant(actorIn(request), (transaction) =>
        readProposal(transaction, request.params.proposal),
      )
      const known = await peopleOf(
        store,
        userId,
        events.map(({ actor }) => actor),
      )
      return events.map((event) => ({ ...event, person: known.get(event.actor) ?? null, act: { ...event.act } }))
    },
  )

  app.post(
    '/proposals/:proposal/acts',
    {
      schema: {
        tags,
        summary: 'Do something with a proposal: comment, open, review, vote, decide …',
        description:
          'Where somebody was faster than `version`, the answer is 412 and nothing is written: read the proposal again.',
        params: proposalParams,
        body: z.strictObject({ version: z.number().int().min(1).describe('version that you saw'), act }),
        response: { 201: proposal },
      },
    },
    async (request, reply) => {
      const { version, act: wanted } = request.body
      const { userId } = mustAnywhere(request, NEEDED[wanted.kind])
      if (wanted.kind === 'revise') await refuseBroken(store, request, desk, wanted.content as ProposalContent)
      const now = new Date().toISOString()
      const on = { id: request.params.proposal, version, actor: userId, now }
      const after = await store.asTenant(actorIn(request), (transaction) =>
        actOnProposal(transaction, on, wanted as ProposalAct),
      )
      return reply
        .code(201)
        .header('etag', `"${after.proposal.version}"`)
        .send(await answerOf(store, userId, after))
    },
  )

  app.get(
    '/proposals/:proposal/impact',
    {
      schema: {
        tags,
        summary: 'What a proposal would do, over the local names that you may see',
        params: proposalParams,
        response: { 200: impactAnswer },
      },
    },
    async (request) => {
      mustAnywhere(request, 'standard.propose')
      const { proposal: found } = await store.readAsTenant(actorIn(request), (transaction) =>
        readProposal(transaction, request.params.proposal),
      )
      return await impactAnswerOf(store, request, desk, found.content.changes)
    },
  )

  app.post(
    '/impact',
    {
      schema: {
        tags,
        summary: 'What changes would do, before anybody proposes them',
        body: z.strictObject({ changes: changesSchema }),
        response: { 200: impactAnswer },
      },
    },
    async (request) => {
      mustAnywhere(request, 'standard.propose')
      return await impactAnswerOf(store, request, desk, request.body.changes)
    },
  )
}

/** Who they are, for `userId` who takes part too: across institutions, since the standard belongs to none. */
async function peopleOf(
  store: Store,
  userId: string,
  named: readonly string[],
): Promise<ReadonlyMap<string, Participant>> {
  const found = await store.asRegistry(userId, (transaction) => listParticipants(transaction, [...new Set(named)]))
  return new Map(found.map((person) => [person.userId, person]))
}

async function answerOf(store: Store, userId: string, kept: KeptProposal): Promise<z.infer<typeof proposal>> {
  return proposalAnswer(kept, await peopleOf(store, userId, namedIn(kept)))
}

async function tried(store: Store, request: FastifyRequest, desk: GovernDesk, wanted: readonly unknown[]) {
  const { draft, released } = await store.readAsTenant(actorIn(request), async (transaction) => ({
    draft: await desk.latest(transaction),
    released: await desk.released(transaction),
  }))
  return { draft, result: applyChanges(draft, wanted as readonly Change[], released) }
}

async function refuseBroken(
  store: Store,
  request: FastifyRequest,
  desk: GovernDesk,
  content: ProposalContent,
): Promise<void> {
  const { result } = await tried(store, request, desk, content.changes)
  if (!result.ok) {
    const [first] = result.problems
    if (first !== undefined) throw new GovernRefusal(first)
    return
  }
  const stranded = strandedPromotion(content, result.draft.edition)
  if (stranded !== null) throw new GovernRefusal(stranded)
  const { promotes = [] } = content
  await store.readAsTenant(actorIn(request), (transaction) => mustBeLocalItems(transaction, promotes))
}

async function impactAnswerOf(
  store: Store,
  request: FastifyRequest,
  desk: GovernDesk,
  wanted: readonly unknown[],
): Promise<z.infer<typeof impactAnswer>> {
  const { draft, result } = await tried(store, request, desk, wanted)
  if (!result.ok) {
    const language = languageOf(request)
    const refusals = result.problems.slice(0, 50).map((problem) => ({
      code: problem.code,
      detail: renderGovernProblem(problem, language),
    }))
    return { refusals, impact: null }
  }
  const index = await desk.namesOf(store, actorIn(request), draft)
  const computed = impactOf(index, result.draft, desk.prices)
  // Lists are read-only inside governance; answers are plain arrays.
  return { refusals: [], impact: structuredClone(computed) as unknown as z.infer<typeof impactAnswer>['impact'] }
}
