import { itemSheet, neighbours } from '@yingma/core'
import { listEditions } from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context } from '../../http/context.ts'
import { codeText, page, pageOf } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { brief, briefOf, itemOf, itemRow, MODALITIES, mustItem } from './standard-answers.ts'

/** The standard itself: edition, items, facets. Public, read-only, answered from memory. */
export function registerStandard(instance: FastifyInstance, { standard, store }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const { edition } = standard
  const rows = new Map(edition.items.map((item) => [item, itemOf(item, standard)]))
  const tags = ['standard']

  app.get(
    '/edition',
    {
      schema: {
        tags,
        summary: 'The edition in force',
        response: {
          200: z.object({
            version: z.string(),
            title: z.string(),
            items: z.number().int(),
            modalities: z.record(z.string(), z.number().int()),
            editions: z.array(
              z.object({
                version: z.string(),
                title: z.string(),
                itemCount: z.number().int(),
                isCurrent: z.boolean(),
                loadedAt: z.string(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const modalities: Record<string, number> = {}
      for (const item of edition.items) modalities[item.modality] = (modalities[item.modality] ?? 0) + 1
      const editions = await store.asRegistry(undefined, listEditions)
      return {
        version: edition.version,
        title: edition.title[languageOf(request)],
        items: edition.items.length,
        modalities,
        editions,
      }
    },
  )

  app.get(
    '/items',
    {
      schema: {
        tags,
        summary: 'Items of the edition, in code order',
        querystring: z.strictObject({
          ...page,
          modality: z.enum(MODALITIES).optional(),
          status: z.enum(['active', 'retired']).optional(),
          origin: z.enum(['published', 'extension']).optional(),
          part: codeText.optional().describe('beginning of the part field of the code'),
        }),
        response: { 200: pageOf(itemRow) },
      },
    },
    (request) => {
      const { limit, offset, modality, status, origin, part } = request.query
      const found = edition.items.filter(
        (item) =>
          (modality === undefined || item.modality === modality) &&
          (status === undefined || item.status === status) &&
          (origin === undefined || item.origin === origin) &&
          (part === undefined || item.facets.part.toUpperCase().startsWith(part.toUpperCase())),
      )
      return { total: found.length, rows: found.slice(offset, offset + limit).map((item) => rows.get(item)!) }
    },
  )

  app.get(
    '/items/:code',
    {
      schema: {
        tags,
        summary: 'One item with its sheet',
        params: z.strictObject({ code: codeText }),
        response: {
          200: itemRow.extend({
            designations: z.array(z.object({ value: z.string(), language: z.string(), use: z.string() })),
            sheet: z.array(z.object({ field: z.string(), value: z.string() })),
            neighbours: z.array(brief),
          }),
        },
      },
    },
    (request) => {
      const item = mustItem(standard, request.params.code)
      return {
        ...rows.get(item)!,
        designations: item.designations.map((designation) => ({ ...designation })),
        sheet: itemSheet(edition, item.facets).map(({ field, value }) => ({ field, value })),
        neighbours: neighbours(item.code, edition).map((neighbour) => briefOf(neighbour.item)),
      }
    },
  )

  app.get(
    '/facets',
    {
      schema: {
        tags,
        summary: 'Facet dictionaries',
        response: { 200: z.array(z.object({ id: z.string(), title: z.string(), values: z.number().int() })) },
      },
    },
    (request) =>
      [...edition.dictionaries.values()].map(({ id, title, values }) => ({
        id,
        title: title[languageOf(request)],
        values: values.size,
      })),
  )

  app.get(
    '/facets/:dictionary',
    {
      schema: {
        tags,
        summary: 'Values of one dictionary',
        params: z.strictObject({
          dictionary: z
            .string()
            .max(60)
            .regex(/^[a-z-]+$/),
        }),
        response: {
          200: z.array(
            z
              .object({
                code: z.string(),
                name: z.string(),
                nameEn: z.string(),
                conceptId: z.string(),
                status: z.string(),
                origin: z.string(),
                parent: z.string().optional(),
                side: z.string().optional(),
                components: z.array(z.string()).optional(),
              })
              .loose(),
          ),
        },
      },
    },
    (request) => {
      const dictionary = edition.dictionaries.get(request.params.dictionary)
      if (!dictionary) throw new HttpProblem({ code: 'not-found', kind: 'dictionary', id: request.params.dictionary })
      return [...dictionary.values.values()].map(({ components, ...value }) => ({
        ...value,
        ...(components ? { components: [...components] } : {}),
      }))
    },
  )
}
