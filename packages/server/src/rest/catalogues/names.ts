import {
  type Deciding,
  decide,
  decisionHistory,
  getCatalogue,
  getName,
  listNames,
  NAME_STATUSES,
  type NameFilter,
  type Outcome,
  undo,
  type Wish,
} from '@yingma/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must, signedIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { codeText, flag, id, idParams, line, listOf, page, text } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { HttpProblem, renderServerProblem } from '../../problems/server-problem.ts'
import { partWanted } from '../part-key.ts'
import { decision, nameState, outcome } from '../shapes.ts'
import { versionIn, versionTag } from '../version-tag.ts'

const STATES = ['mapped', 'review', 'conflict', 'ambiguous', 'no-item', 'not-exam'] as const
const WISH_KINDS = ['accept', 'change', 'split', 'none', 'reject', 'comment', 'verify', 'reopen'] as const

/** `radiology-parts:02` */
const partText = z.string().regex(/^[a-z-]{1,40}:[0-9A-Za-z]{2}$/)

/** A filter in the query of a list. */
export const filterQuery = {
  status: listOf(NAME_STATUSES).optional().describe('comma separated'),
  state: listOf(STATES).optional().describe("the normaliser's state, comma separated"),
  modality: line(60, 0).optional(),
  text: line(100).optional(),
  cluster: line(500).optional(),
  code: codeText.optional(),
  hasItem: flag.optional().describe('whether its first item, decided or suggested, is one of the standard'),
  itemModality: line(60).optional().describe('modality of that item'),
  itemPart: partText.optional().describe('dictionary and code of its broadest part, as in the breakdown'),
  needsSecond: flag.optional(),
  looksLikePerson: flag.optional(),
  assignedTo: id.optional(),
  minConfidence: z.coerce.number().min(0).max(1).optional(),
  maxConfidence: z.coerce.number().min(0).max(1).optional(),
}

/** The same filter in a body, for work on all that it shows. */
export const filterBody = z.strictObject({
  status: z.array(z.enum(NAME_STATUSES)).max(6).optional(),
  suggestedState: z.array(z.enum(STATES)).max(6).optional(),
  modality: line(60, 0).optional(),
  text: line(100).optional(),
  cluster: line(500).optional(),
  code: codeText.optional(),
  hasItem: z.boolean().optional(),
  itemModality: line(60).optional(),
  itemPart: partText.optional(),
  needsSecond: z.boolean().optional(),
  looksLikePerson: z.boolean().optional(),
  assignedTo: id.optional(),
  minConfidence: z.number().min(0).max(1).optional(),
  maxConfidence: z.number().min(0).max(1).optional(),
})

export function defined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never
}

const wish = {
  kind: z.enum(WISH_KINDS),
  codes: z.array(codeText).max(40).optional(),
  reason: text(2000).optional(),
}

const ACTION_OF = { comment: 'decision.comment', verify: 'decision.verify', reopen: 'decision.verify' } as const

export function actionOf(kind: (typeof WISH_KINDS)[number]) {
  return kind in ACTION_OF ? ACTION_OF[kind as keyof typeof ACTION_OF] : 'decision.make'
}

/** Local names with their suggestion, and the decisions on them. */
export function registerNames(instance: FastifyInstance, context: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const { store, standard, decideTogether, metrics } = context
  const tags = ['names']

  app.get(
    '/catalogues/:id/names',
    {
      schema: {
        tags,
        summary: 'Names of a catalogue, filtered and paged, with exact totals',
        params: idParams,
        querystring: z.strictObject({
          ...page,
          order: z.enum(['exams', 'name', 'confidence', 'decided']).default('exams'),
          ...filterQuery,
        }),
        response: { 200: z.object({ total: z.number().int(), exams: z.number().int(), rows: z.array(nameState) }) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'catalogue.read', (await getCatalogue(transaction, request.params.id)).path)
        const { limit, offset, order, state, itemPart, ...rest } = request.query
        const part = partWanted(itemPart, standard.edition)
        const filter: NameFilter = defined({ ...rest, suggestedState: state, itemPart: part })
        return (await listNames(transaction, request.params.id, filter, { limit, offset, order })) as never
      }),
  )

  app.get(
    '/names/:id',
    { schema: { tags, summary: 'One name; its version is the ETag', params: idParams, response: { 200: nameState } } },
    (request, reply) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, ...state } = await getName(transaction, request.params.id)
        must(request, 'catalogue.read', path)
        void reply.header('etag', `"${state.version}"`)
        return state as never
      }),
  )

  app.get(
    '/names/:id/decisions',
    {
      schema: {
        tags,
        summary: 'Every decision on a name, newest first',
        params: idParams,
        response: { 200: z.array(decision) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'catalogue.read', (await getName(transaction, request.params.id)).path)
        return (await decisionHistory(transaction, request.params.id)) as never
      }),
  )

  app.post(
    '/names/:id/decisions',
    {
      schema: {
        tags,
        summary: 'Decide on a name',
        description:
          'If-Match names the version that you saw. If someone else decided meanwhile the answer is 412 with the version that is there now, and nothing is lost.',
        params: idParams,
        headers: z.object({ 'if-match': versionTag }).loose(),
        body: z.strictObject(wish),
        response: { 201: outcome },
      },
    },
    async (request, reply) => {
      const deciding = await mayDecide(request, context, request.params.id, request.body.kind)
      const made: Wish = { nameId: request.params.id, expectedVersion: versionIn(request), ...defined(request.body) }
      return answer(request, reply, context, await decideTogether(actorIn(request), deciding, made), made)
    },
  )

  app.post(
    '/names/:id/undo',
    {
      schema: {
        tags,
        summary: 'Take back the newest decision on a name',
        params: idParams,
        headers: z.object({ 'if-match': versionTag }).loose(),
        body: z.strictObject({ reason: text(2000).optional() }),
        response: { 201: outcome },
      },
    },
    async (request, reply) => {
      const deciding = await mayDecide(request, context, request.params.id, 'undo')
      const made = { nameId: request.params.id, expectedVersion: versionIn(request), ...defined(request.body) }
      const [done] = await store.asTenant(actorIn(request), (transaction) => undo(transaction, deciding, [made]))
      return answer(request, reply, context, done!, { ...made, kind: 'undo' })
    },
  )

  app.post(
    '/catalogues/:id/decisions',
    {
      bodyLimit: 4 * 1024 * 1024,
      schema: {
        tags,
        summary: 'Decide on up to 1,000 names at once',
        description:
          'Each name stands alone: those that conflict or break a rule say so, the others are written. The batchId undoes them together.',
        params: idParams,
        body: z.strictObject({
          decisions: z
            .array(z.strictObject({ nameId: id, version: z.number().int().min(0), ...wish }))
            .min(1)
            .max(1000),
        }),
        response: { 200: z.object({ batchId: z.uuid(), outcomes: z.array(outcome) }) },
      },
    },
    async (request) => {
      const batchId = crypto.randomUUID()
      const wishes = request.body.decisions.map(
        ({ version, ...rest }): Wish => ({ expectedVersion: version, ...defined(rest) }),
      )
      refuseDoubles(wishes)
      const outcomes = await store.asTenant(actorIn(request), async (transaction) => {
        const { path, id: catalogueId } = await getCatalogue(transaction, request.params.id)
        for (const kind of new Set(wishes.map((made) => made.kind))) must(request, actionOf(kind), path)
        const inside = await transaction.rows<{ id: string }>(
          'SELECT id FROM local_names WHERE catalogue_id = $1 AND id = ANY ($2::uuid[])',
          [catalogueId, wishes.map((made) => made.nameId)],
        )
        const known = new Set(inside.map((row) => row.id))
        const deciding = { ...decidingOf(request, context), batchId }
        const made = await decide(
          transaction,
          deciding,
          wishes.filter(({ nameId }) => known.has(nameId)),
        )
        const byName = new Map(made.map((one) => [one.nameId, one]))
        return wishes.map(
          ({ nameId }): Outcome =>
            byName.get(nameId) ?? { nameId, ok: false, problem: { code: 'not-found', kind: 'name', id: nameId } },
        )
      })
      for (const [index, one] of outcomes.entries()) {
        metrics.decisions.inc({ kind: wishes[index]!.kind, outcome: one.ok ? 'written' : one.problem.code })
      }
      return { batchId, outcomes: outcomes.map((one) => shown(request, one)) }
    },
  )
}

function refuseDoubles(wishes: readonly Wish[]): void {
  const seen = new Set<string>()
  for (const [index, { nameId }] of wishes.entries()) {
    if (seen.has(nameId)) {
      throw new HttpProblem({
        code: 'request-invalid',
        errors: [{ in: 'body', field: `decisions.${index}.nameId`, rule: 'unique', message: nameId }],
      })
    }
    seen.add(nameId)
  }
}

/** Asks, before anything is queued, whether the person sees the name and may do this to it. */
async function mayDecide(
  request: FastifyRequest,
  context: Context,
  nameId: string,
  kind: (typeof WISH_KINDS)[number] | 'undo',
): Promise<Deciding> {
  const { path } = await context.store.readAsTenant(actorIn(request), (transaction) => getName(transaction, nameId))
  must(request, kind === 'undo' ? 'decision.undo' : actionOf(kind), path)
  return decidingOf(request, context)
}

function decidingOf(request: FastifyRequest, { standard }: Context): Deciding {
  const { userId, apiKeyId } = signedIn(request)
  return { userId, edition: standard.edition, ...(apiKeyId === undefined ? {} : { apiKeyId }) }
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { metrics }: Context,
  made: Outcome,
  wished: { readonly kind: string },
) {
  metrics.decisions.inc({ kind: wished.kind, outcome: made.ok ? 'written' : made.problem.code })
  if (!made.ok) throw new HttpProblem(made.problem, made.current ? { current: made.current, yours: wished } : {})
  void reply.code(201).header('etag', `"${made.version}"`)
  return shown(request, made)
}

function shown(request: FastifyRequest, made: Outcome): z.infer<typeof outcome> {
  if (made.ok) return { ...made }
  const problem = { ...made.problem, detail: renderServerProblem(made.problem, languageOf(request)) }
  return { nameId: made.nameId, ok: false, problem, ...(made.current ? { current: made.current as never } : {}) }
}
