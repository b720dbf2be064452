import { type Normalised, type NormaliseInput, resultTexts } from '@yingma/normalise'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context } from '../../http/context.ts'
import { line, text } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'

/** One local name with what other columns say; the fields of the normaliser's input. */
export const nameFields = {
  name: text(2000),
  modality: line(60, 0).optional(),
  part: line(200, 0).optional(),
  side: line(60, 0).optional(),
  position: line(200, 0).optional(),
  method: line(200, 0).optional(),
  contrast: line(200, 0).optional(),
  device: line(200, 0).optional(),
  department: line(200, 0).optional(),
  ageGroup: line(60, 0).optional(),
  sex: line(60, 0).optional(),
  charge: line(500, 0).optional(),
  localCode: line(100, 0).optional(),
  count: z.number().int().min(0).max(1e12).optional(),
}

export const nameInput = z.strictObject(nameFields).meta({ id: 'LocalName' })

/** The verdict of the normaliser, as it gives it. */
const normalised = z
  .object({
    name: z.string(),
    modality: z.string(),
    count: z.number().optional(),
    state: z.enum(['mapped', 'review', 'conflict', 'ambiguous', 'no-item', 'not-exam']),
    confidence: z.number(),
    items: z.array(z.object({ code: z.string().nullable(), relation: z.string() }).loose()),
    modifiers: z.array(z.string()),
    defaults: z.array(z.string()),
    classes: z.array(z.string()),
    flags: z.array(z.string()),
    reason: z.string().optional(),
    candidates: z.array(z.object({ codes: z.array(z.string()), why: z.string() })),
    rules: z.array(z.string()),
  })
  .loose()
  .meta({ id: 'Normalised' })

/** Leaves out what was not said: the normaliser tells "not said" from "said empty". */
export function inputFrom(given: z.infer<typeof nameInput>): NormaliseInput {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as unknown as NormaliseInput
}

const texts = z
  .record(
    z.enum(['states', 'relations', 'modifiers', 'classes', 'flags', 'reasons', 'facets', 'rules']),
    z.record(z.string(), z.string()),
  )
  .meta({ id: 'ResultTexts' })

const YIELD_EVERY = 500

/** Names to sets of items. Public like the standard: nothing that is sent is kept or logged. */
export function registerNormalise(instance: FastifyInstance, { standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['normalise']

  app.post(
    '/normalise',
    {
      schema: { tags, summary: 'Read one local name', body: nameInput, response: { 200: normalised } },
    },
    (request) => answer(standard.normaliser.normalise(inputFrom(request.body))),
  )

  app.get(
    '/normalise/texts',
    {
      schema: {
        tags,
        summary: 'What the codes in a reading mean, in the language asked for',
        response: { 200: texts },
      },
    },
    (request) => {
      const { states, relations, modifiers, classes, flags, reasons, facets, rules } = resultTexts[languageOf(request)]
      return { states, relations, modifiers, classes, flags, reasons, facets, rules } as z.infer<typeof texts>
    },
  )

  app.post(
    '/normalise/batch',
    {
      bodyLimit: 16 * 1024 * 1024,
      schema: {
        tags,
        summary: 'Read up to 10,000 local names',
        description: 'One result per name, in the same order. At most 16 MiB.',
        body: z.strictObject({ names: z.array(nameInput).min(1).max(10_000) }),
        response: { 200: z.array(normalised) },
      },
    },
    async (request) => {
      const results: z.infer<typeof normalised>[] = []
      for (const [index, name] of request.body.names.entries()) {
        // Others must not wait for the whole batch.
        if (index % YIELD_EVERY === YIELD_EVERY - 1) await new Promise((resolve) => setImmediate(resolve))
        results.push(answer(standard.normaliser.normalise(inputFrom(name))))
      }
      return results
    },
  )
}

function answer(result: Normalised): z.infer<typeof normalised> {
  return result as unknown as z.infer<typeof normalised>
}
