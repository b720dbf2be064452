import {
  allGovernance,
  appendGovernance,
  type GovernEvent,
  getInstitution,
  listGovernance,
  Refusal,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../http/authentication.ts'
import type { Context } from '../http/context.ts'
import { codeText, idParams, line, page, pageOf } from '../http/fields.ts'
import { mustAnywhere } from './proposals.ts'

const PREFIX = 'local-item/'

const localItem = z
  .object({
    institutionId: z.uuid(),
    code: z.string().describe('the code of an item, a hyphen and a suffix'),
    parent: z.string(),
    name: z.string(),
    version: z.number().int(),
    by: z.uuid(),
    at: z.string(),
  })
  .meta({ id: 'LocalItem' })

/** An institution's own items under items of the standard, and the parents under which several have the like. */
export function registerLocalItems(instance: FastifyInstance, { store, standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['governance']

  app.get(
    '/institutions/:id/local-items',
    {
      schema: {
        tags,
        summary: "An institution's own items",
        params: idParams,
        querystring: z.strictObject(page),
        response: { 200: pageOf(localItem) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, id } = await getInstitution(transaction, request.params.id)
        must(request, 'catalogue.read', path)
        const { total, streams } = await listGovernance(transaction, `${PREFIX}${id}/`, request.query)
        return { total, rows: streams.flatMap(newestOf) }
      }),
  )

  app.post(
    '/institutions/:id/local-items',
    {
      schema: {
        tags,
        summary: 'Add an item of your own under an item of the standard, or name it better',
        params: idParams,
        body: z.strictObject({
          code: codeText,
          name: line(200),
          version: z.number().int().min(0).default(0).describe('version that you saw, 0 for a new one'),
        }),
        response: { 201: localItem },
      },
    },
    async (request, reply) => {
      const { name, version } = request.body
      const decoded = standard.codec.decode(request.body.code)
      if (decoded.kind !== 'local') {
        throw new Refusal({ code: 'item-unknown', value: request.body.code, edition: standard.edition.version })
      }
      const { code, parent } = decoded
      const written = await store.asTenant(actorIn(request), async (transaction) => {
        const { path, id } = await getInstitution(transaction, request.params.id)
        const { userId } = must(request, 'rule.change', path)
        return await appendGovernance(transaction, {
          stream: `${PREFIX}${id}/${code.toUpperCase()}`,
          expectedVersion: version,
          kind: 'local-item',
          body: { code, parent: parent.code, name },
          actor: userId,
          institutionId: id,
        })
      })
      return reply.code(201).send(itemOf(written))
    },
  )

  app.get(
    '/local-item-candidates',
    {
      schema: {
        tags,
        summary:
          'Items of the standard under which several of the institutions that you may see have items of their own',
        querystring: z.strictObject({ institutions: z.coerce.number().int().min(1).max(10_000).default(2) }),
        response: {
          200: z.array(
            z.object({
              parent: z.string(),
              name: z.string(),
              institutions: z.number().int(),
              items: z.array(localItem),
            }),
          ),
        },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        mustAnywhere(request, 'standard.propose')
        const streams = await allGovernance(transaction, PREFIX)
        return candidatesOf(streams.flatMap(newestOf), request.query.institutions)
      }),
  )

  function candidatesOf(items: readonly z.infer<typeof localItem>[], least: number) {
    const byParent = new Map<string, z.infer<typeof localItem>[]>()
    for (const item of items) byParent.set(item.parent, [...(byParent.get(item.parent) ?? []), item])
    return [...byParent]
      .map(([parent, own]) => ({
        parent,
        name: standard.edition.byCode.get(parent.toUpperCase())?.name ?? '',
        institutions: new Set(own.map(({ institutionId }) => institutionId)).size,
        items: own,
      }))
      .filter(({ institutions }) => institutions >= least)
      .sort((a, b) => b.institutions - a.institutions)
  }
}

function newestOf(events: readonly GovernEvent[]): z.infer<typeof localItem>[] {
  const newest = events.at(-1)
  return newest === undefined ? [] : [itemOf(newest)]
}

function itemOf({ stream, version, body, actor, at }: GovernEvent): z.infer<typeof localItem> {
  const [institutionId = ''] = stream.slice(PREFIX.length).split('/')
  const { code, parent, name } = body as { readonly code: string; readonly parent: string; readonly name: string }
  return { institutionId, code, parent, name, version, by: actor, at }
}
