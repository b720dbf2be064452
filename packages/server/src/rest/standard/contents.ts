import { type Edition, layoutsOf } from '@yingma/core'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context, Standard } from '../../http/context.ts'
import { line } from '../../http/fields.ts'
import { itemOf, itemRow, MODALITIES } from './standard-answers.ts'

const text = z.object({ zh: z.string(), en: z.string() })

const slot = z.object({
  field: z.string(),
  facet: z.string().nullable().describe('null for the upper levels of a path, whose facet the last level gives'),
  title: text,
  start: z.number().int(),
  end: z.number().int(),
  valueStart: z.number().int().describe('where the value begins: before start for the lower levels of a path'),
  dictionary: z.string().nullable(),
  fixed: z.string(),
})

const contents = z
  .object({
    version: z.string(),
    title: text,
    items: z.array(itemRow),
    dictionaries: z.record(
      z.string(),
      z.object({
        title: text,
        values: z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            nameEn: z.string(),
            parent: z.string().optional(),
            side: z.string().optional(),
            site: z.string().optional(),
            group: z.string().optional().describe('the kind of scan that the value belongs to'),
          }),
        ),
      }),
    ),
    layouts: z.array(z.object({ head: z.string(), scheme: z.string(), modality: z.string(), slots: z.array(slot) })),
  })
  .meta({ id: 'EditionContents' })

/** The whole edition in one answer, for programs that browse it; and the order in which a search lists its items. */
export function registerContents(instance: FastifyInstance, { standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['standard']
  let kept: string | undefined

  app.get(
    '/edition/contents',
    {
      schema: {
        tags,
        summary: 'All items, dictionaries and code layouts of the edition in force',
        description: 'A quarter of a megabyte when compressed; the ETag changes with the edition.',
        response: { 200: contents },
      },
    },
    (request, reply) => {
      const etag = `"${standard.edition.version}-${standard.edition.items.length}"`
      void reply.header('etag', etag).header('cache-control', 'no-cache')
      if (request.headers['if-none-match'] === etag) {
        void reply.code(304 as never).send(undefined as never)
        return
      }
      kept ??= JSON.stringify(contentsOf(standard))
      void reply
        .type('application/json; charset=utf-8')
        .serializer(asIs)
        .send(kept as never)
    },
  )

  app.get(
    '/search/codes',
    {
      schema: {
        tags,
        summary: 'Codes of all items that a search finds, best first',
        querystring: z.strictObject({ q: line(100), modality: z.enum(MODALITIES).optional() }),
        response: { 200: z.array(z.string()) },
      },
    },
    (request) => {
      const { q, modality } = request.query
      const limit = standard.edition.items.length
      return standard.search(q, { limit, ...(modality === undefined ? {} : { modality }) }).map(({ item }) => item.code)
    },
  )
}

function asIs(payload: unknown): string {
  return payload as string
}

function contentsOf(standard: Standard): z.infer<typeof contents> {
  const { edition } = standard
  return {
    version: edition.version,
    title: { ...edition.title },
    items: edition.items.map((item) => itemOf(item, standard)),
    dictionaries: Object.fromEntries(
      [...edition.dictionaries.values()].map(({ id, title, values }) => [
        id,
        {
          title: { ...title },
          values: [...values.values()].filter(({ status }) => status === 'active').map(shownValue),
        },
      ]),
    ),
    layouts: layoutsIn(edition),
  }
}

function shownValue(value: {
  code: string
  name: string
  nameEn: string
  parent?: string
  side?: string
  site?: string
  sheet: Readonly<Record<string, string>>
}) {
  const { code, name, nameEn, parent, side, site, sheet } = value
  return {
    code,
    name,
    nameEn,
    ...(parent === undefined ? {} : { parent }),
    ...(side === undefined ? {} : { side }),
    ...(site === undefined ? {} : { site }),
    ...(sheet.group === undefined ? {} : { group: sheet.group }),
  }
}

function layoutsIn(edition: Edition): z.infer<typeof contents>['layouts'] {
  return [...layoutsOf(edition).values()].map(({ head, scheme, modality, slots }) => ({
    head,
    scheme: scheme.id,
    modality,
    slots: slots.map(({ values: _, title, ...rest }) => ({ ...rest, title: { ...title } })),
  }))
}
