import { schemeUri } from '@yingma/core'
import { namesOfItem, scopeOf, usesOfItem } from '@yingma/store'
import { type Canonical, type CodeBeside, type ConceptMap, codesBeside } from '@yingma/terminology'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, may, withScope } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { codeText, page } from '../../http/fields.ts'
import { mustItem } from './standard-answers.ts'

/** Codes of one scheme that are told; `total` counts all. */
const MOST_CODES = 100

const scheme = z
  .object({
    system: z.string(),
    version: z.string(),
    title: z.string(),
    total: z.number().int(),
    codes: z.array(
      z.object({
        code: z.string(),
        display: z.string(),
        relation: z.enum(['equivalent', 'narrower', 'broader', 'related']).describe('what the code is to the item'),
      }),
    ),
  })
  .meta({ id: 'ForeignCodes' })

const localNames = z
  .object({
    total: z.number().int(),
    exams: z.number().int(),
    institutions: z.array(
      z.object({ institutionId: z.uuid(), institution: z.string(), names: z.number().int(), exams: z.number().int() }),
    ),
    rows: z.array(
      z.object({
        id: z.uuid(),
        institutionId: z.uuid(),
        catalogueId: z.uuid(),
        localCode: z.string().nullable(),
        name: z.string(),
        exams: z.number().int(),
        status: z.enum(['accepted', 'changed', 'verified']),
        isPart: z.boolean().describe('the name stands for other items too'),
      }),
    ),
  })
  .meta({ id: 'NamesOfItem' })

/** What stands beside an item elsewhere: codes of schemes that were taken over, and names of the institutions one may read. */
export function registerItemMappings(
  instance: FastifyInstance,
  { store, standard }: Context,
  taken: readonly Canonical[] = [],
): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const params = z.strictObject({ code: codeText })
  const maps = taken.filter((one): one is ConceptMap => one.resourceType === 'ConceptMap')

  app.get(
    '/items/:code/mappings',
    {
      schema: {
        tags: ['standard'],
        summary: 'Codes of other schemes that concept maps set beside an item',
        description:
          'From the maps that the server was given with `--terminology`; prices have operations of their own.',
        params,
        response: { 200: z.array(scheme) },
      },
    },
    (request) => {
      const item = mustItem(standard, request.params.code)
      return bySystem(codesBeside(maps, schemeUri(item.scheme), item.code), taken)
    },
  )

  app.get(
    '/items/:code/local-names',
    {
      schema: {
        tags: ['names'],
        summary: 'Names that are decided to be this item, in the institutions that you may read',
        params,
        querystring: z.strictObject(page),
        response: { 200: localNames },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const principal = withScope(request, scopeOf('catalogue.read'))
        const { code } = mustItem(standard, request.params.code)
        const uses = (await usesOfItem(transaction, code)).filter(({ path }) => may(principal, 'catalogue.read', path))
        const places = uses.map(({ institutionId }) => institutionId)
        const rows = await namesOfItem(transaction, code, places, request.query)
        return {
          total: uses.reduce((sum, { names }) => sum + names, 0),
          exams: uses.reduce((sum, { exams }) => sum + exams, 0),
          institutions: uses.map(({ path: _path, ...use }) => use),
          rows: rows as z.infer<typeof localNames>['rows'],
        }
      }),
  )
}

function bySystem(found: readonly CodeBeside[], taken: readonly Canonical[]): z.infer<typeof scheme>[] {
  const groups = new Map<string, CodeBeside[]>()
  for (const one of found) {
    const key = `${one.system}|${one.version}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].map((codes) => {
    const { system, version, map } = codes[0]!
    const known = taken.find(({ resourceType, url }) => resourceType === 'CodeSystem' && url === system)
    return {
      system,
      version,
      title: known?.title ?? known?.name ?? map.title ?? map.name ?? system,
      total: codes.length,
      codes: codes.slice(0, MOST_CODES).map(({ code, display, relation }) => ({ code, display, relation })),
    }
  })
}
