import { principleReport } from '@yingma/govern'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { GovernDesk } from '../../govern/govern-desk.ts'
import { actorIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { mustAnywhere } from './proposals.ts'

const words = z.object({ zh: z.string(), en: z.string() })
const count = { exams: z.number(), institutions: z.number().int(), names: z.number().int() }
const use = z.object({ code: z.string(), name: z.string(), ...count })

const report = z
  .object({
    version: z.string(),
    coverage: z.array(
      z.object({
        modality: z.string(),
        region: words,
        scan: z.string(),
        scanName: words,
        items: z.number().int(),
        exams: z.number(),
      }),
    ),
    volume: z.object({
      names: z.number().int(),
      exams: z.number(),
      mappedNames: z.number().int(),
      mappedExams: z.number(),
      tail: z.array(z.object({ name: z.string(), exams: z.number(), institution: z.string() })),
    }),
    granularity: z.object({
      uses: z.array(use),
      coarse: z.array(use),
      fine: z.array(use.extend({ broader: z.string() })),
      splits: z.array(use.extend({ modifier: z.string(), said: z.object(count) })),
      merges: z.array(z.object({ into: use, items: z.array(use), reason: words })),
    }),
    confusable: z.array(z.object({ code: z.string(), other: z.string(), at: z.number().int() })),
    unused: z.array(z.object({ code: z.string(), name: z.string() })),
  })
  .meta({ id: 'PrincipleReport' })

/** What the principles look like in figures, over the local names that somebody may see. */
export function registerPrincipleReport(instance: FastifyInstance, { store }: Context, desk: GovernDesk): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  app.get(
    '/principle-report',
    {
      schema: {
        tags: ['governance'],
        summary: 'Coverage, granularity, confusable codes and unused items, over the local names that you may see',
        response: { 200: report },
      },
    },
    async (request) => {
      mustAnywhere(request, 'standard.propose')
      const draft = await store.readAsTenant(actorIn(request), desk.latest)
      const index = await desk.namesOf(store, actorIn(request), draft)
      // Lists are read-only inside governance; answers are plain arrays.
      return structuredClone(principleReport(index)) as unknown as z.infer<typeof report>
    },
  )
}
