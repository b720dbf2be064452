import { codeTest, readSection, type Settings, type SettingsRead } from '@yingma/dictionary'
import {
  dictionarySettings,
  getInstitution,
  putDictionarySettings,
  SETTINGS_SECTIONS,
  settingsHistory,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { orderSetsOf } from '../../dictionary/order-sets.ts'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { id, idParams, page, pageOf } from '../../http/fields.ts'
import { HttpProblem } from '../../problems/server-problem.ts'

const section = z.enum(SETTINGS_SECTIONS)
const sectionParams = z.strictObject({ id, section })

const settingsVersion = z
  .object({
    section,
    version: z.number().int(),
    body: z.record(z.string(), z.unknown()),
    author: z.uuid(),
    at: z.string(),
  })
  .meta({ id: 'DictionarySettings' })

const orderSet = z
  .object({
    id: z.string(),
    name: z.string(),
    nameEn: z.string(),
    specialties: z.array(z.string()),
    codes: z.array(z.string()),
    source: z.string(),
    example: z.boolean(),
    from: z.enum(['shipped', 'changed', 'hospital']),
  })
  .meta({ id: 'OrderSet' })

/** What an institution says about its new dictionary: versioned, section by section; and the order sets that follow. */
export function registerDictionarySettings(instance: FastifyInstance, { store, standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['dictionary']
  const isCode = codeTest(standard.codec)

  app.get(
    '/institutions/:id/dictionary/settings',
    {
      schema: {
        tags,
        summary: 'Settings of the dictionary: the newest version of each section that was written',
        params: idParams,
        response: { 200: z.array(settingsVersion) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'catalogue.read', (await getInstitution(transaction, request.params.id)).path)
        return [...(await dictionarySettings(transaction, request.params.id))]
      }),
  )

  app.get(
    '/institutions/:id/dictionary/settings/:section',
    {
      schema: {
        tags,
        summary: 'All versions of a section, newest first',
        params: sectionParams,
        querystring: z.strictObject(page),
        response: { 200: pageOf(settingsVersion) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { id: institutionId, section: asked } = request.params
        must(request, 'catalogue.read', (await getInstitution(transaction, institutionId)).path)
        return await settingsHistory(transaction, institutionId, asked, request.query)
      }),
  )

  app.put(
    '/institutions/:id/dictionary/settings/:section',
    {
      bodyLimit: 1024 * 1024,
      schema: {
        tags,
        summary: 'Write the next version of a section',
        description:
          'order-sets holds `sets`; devices holds `devices` and `protocols`; general holds everything else of the settings of `yingma dictionary build` (chosen, inactive, local, shortNames, aliases, notes, insurance, priceMergesAccepted, withoutPriceAccepted, parallel, targets).',
        params: sectionParams,
        body: z.strictObject({
          version: z.number().int().min(0).describe('version that you saw, 0 for the first'),
          body: z.record(z.string(), z.unknown()),
        }),
        response: { 201: settingsVersion },
      },
    },
    async (request, reply) => {
      const { body, version } = request.body
      const { section: written } = request.params
      const read = accepted(readSection(written, body, isCode))
      const kept = Object.fromEntries(Object.keys(body).map((key) => [key, read[key as keyof Settings]]))
      const made = await store.asTenant(actorIn(request), async (transaction) => {
        const { path, id: institutionId } = await getInstitution(transaction, request.params.id)
        const { userId } = must(request, 'dictionary.change', path)
        return await putDictionarySettings(transaction, userId, {
          institutionId,
          section: written,
          body: kept,
          expectedVersion: version,
        })
      })
      return reply.code(201).header('etag', `"${made.version}"`).send(made)
    },
  )

  app.get(
    '/institutions/:id/dictionary/order-sets',
    {
      schema: {
        tags,
        summary: 'Order sets as the dictionary will have them: shipped ones, changed ones, own ones',
        params: idParams,
        response: { 200: z.array(orderSet) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'catalogue.read', (await getInstitution(transaction, request.params.id)).path)
        const sets = await orderSetsOf(transaction, request.params.id, standard)
        return sets.map((set) => ({ ...set, specialties: [...set.specialties], codes: [...set.codes] }))
      }),
  )
}

/** Settings that could be read; the first problem of others is the answer, all of them are told. */
function accepted(read: SettingsRead): Settings {
  if (read.ok) return read.settings
  throw new HttpProblem(read.problems[0]!, { problems: read.problems })
}
