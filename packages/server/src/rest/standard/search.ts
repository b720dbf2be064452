import type { Item } from '@yingma/core'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context, Standard } from '../../http/context.ts'
import { line } from '../../http/fields.ts'
import { type ItemRow, itemOf, itemRow, MODALITIES } from './standard-answers.ts'

/** Search while typing. Public, answered from memory. */
export function registerSearch(instance: FastifyInstance, { standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const find = createCachedSearch(standard)
  const tags = ['standard']

  app.get(
    '/search',
    {
      schema: {
        tags,
        summary: 'Find items while typing',
        description:
          'Chinese from one character, pinyin, initials, English, synonyms and beginnings of codes, words in any order.',
        querystring: z.strictObject({
          q: line(100),
          limit: z.coerce.number().int().min(1).max(100).default(20),
          modality: z.enum(MODALITIES).optional(),
        }),
        response: { 200: z.array(itemRow.extend({ score: z.number() })) },
      },
    },
    (request, reply) => {
      const { q, limit, modality } = request.query
      void reply
        .type('application/json; charset=utf-8')
        .serializer(asIs)
        .send(find(q, limit, modality) as never)
    },
  )
}

/** Serialised already: the kept answer of a search is sent as it is. */
function asIs(payload: unknown): string {
  return payload as string
}

/** Prefixes that people type repeat all day: answers are kept as JSON text, the least recently used go first. */
function createCachedSearch(standard: Standard) {
  const rows = new Map<Item, ItemRow>(standard.edition.items.map((item) => [item, itemOf(item, standard)]))
  const most = 5000
  const answers = new Map<string, string>()
  return (q: string, limit: number, modality: (typeof MODALITIES)[number] | undefined): string => {
    const key = `${limit}/${modality ?? ''}/${q}`
    const known = answers.get(key)
    if (known !== undefined) {
      answers.delete(key)
      answers.set(key, known)
      return known
    }
    const hits = standard.search(q, { limit, ...(modality === undefined ? {} : { modality }) })
    const answer = JSON.stringify(hits.map(({ item, score }) => ({ ...rows.get(item)!, score })))
    answers.set(key, answer)
    if (answers.size > most) answers.delete(answers.keys().next().value!)
    return answer
  }
}
