import type { Language } from '@yingma/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { signedIn } from '../http/authentication.ts'
import type { Context } from '../http/context.ts'
import { languageOf } from '../http/problem-details.ts'
import type { OrderDesk } from '../insight/order-desk.ts'
import { HttpProblem } from '../problems/server-problem.ts'
import { card, cardsOf } from './cards.ts'
import { offeredSets } from './offered-sets.ts'
import { readCdsRequest, specialtiesIn } from './read-request.ts'
import { cdsRequest } from './request.ts'

const CALLS_PER_MINUTE = 1200
const HOOKS = ['order-select', 'order-sign'] as const
type Hook = (typeof HOOKS)[number]

/** What the service needs to know; a client that cannot prefetch gets the checks of the order alone. */
const PREFETCH = {
  patient: 'Patient/{{context.patientId}}',
  earlier:
    'DiagnosticReport?patient={{context.patientId}}&category=http://terminology.hl7.org/CodeSystem/v2-0074|RAD&_sort=-date&_count=100',
  pending: 'ServiceRequest?patient={{context.patientId}}&status=active&_count=50',
  encounter: 'Encounter/{{context.encounterId}}',
  user: '{{context.userId}}',
}
const TITLE = { zh: '影像检查医嘱核对', en: 'Check of imaging orders' }
const DESCRIPTION = {
  zh: '重复和可互认的检查、互相包含或可以合并的项目、没有写明的侧别、容易混淆的编码。只提示，由医师决定。',
  en: 'Repeated and recognisable exams, items within one another or to be made one, sides that are not said, codes easily confused. Advice only: the doctor decides.',
}

const service = z.object({
  hook: z.enum(HOOKS),
  id: z.string(),
  title: z.string(),
  description: z.string(),
  prefetch: z.record(z.string(), z.string()),
})

/** CDS Hooks 2.0 at /cds-services: discovery for everybody, calls with a key of the API. */
export function registerCds(instance: FastifyInstance, context: Context, orders: OrderDesk): void {
  const { standard } = context
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['cds-hooks']
  const idOf = (hook: Hook) => `yingma-${hook}`

  app.get(
    '/cds-services',
    {
      schema: {
        tags,
        summary: 'The services of CDS Hooks',
        response: { 200: z.object({ services: z.array(service) }) },
      },
    },
    (request) => {
      const language: Language = languageOf(request)
      return {
        services: HOOKS.map((hook) => ({
          hook,
          id: idOf(hook),
          title: TITLE[language],
          description: DESCRIPTION[language],
          prefetch: PREFETCH,
        })),
      }
    },
  )

  for (const hook of HOOKS) {
    app.post(
      `/cds-services/${idOf(hook)}`,
      {
        bodyLimit: 2 * 1024 * 1024,
        config: { rateLimit: { max: CALLS_PER_MINUTE, timeWindow: '1 minute' } },
        schema: {
          tags,
          summary: `Cards for ${hook}`,
          description: 'Bodies as CDS Hooks 2.0 defines them. Nothing that is sent is kept or logged.',
          body: cdsRequest,
          response: { 200: z.object({ cards: z.array(card) }) },
        },
      },
      async (request) => {
        signedIn(request)
        if (request.body.hook !== hook) throw wrongHook(request)
        const now = localTime(new Date())
        const { order, earlier } = readCdsRequest(request.body, standard.edition, now)
        // What else belongs to a set is offered while exams are chosen, not when the order is finished.
        const sets = hook === 'order-select' ? await offeredSets(request, context, specialtiesIn(request.body)) : []
        const notes = orders.check({ ...order, sets }, earlier)
        return { cards: cardsOf(notes, languageOf(request), standard.edition, request.body.context.patientId) }
      },
    )
  }
}

function wrongHook(request: FastifyRequest): HttpProblem {
  const { url = '' } = request.routeOptions
  const message = `this is the service ${url.split('/').at(-1)}`
  return new HttpProblem({
    code: 'request-invalid',
    errors: [{ in: 'body', field: 'hook', rule: 'invalid_value', message }],
  })
}

/** `2026-03-01T08:30:00` as clocks on the wall say: exams carry no time zone either. */
function localTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day}T${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`
}
