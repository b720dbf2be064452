import {
  addWebhook,
  checkedWebhookUrl,
  DELIVERY_STATUSES,
  getInstitution,
  getWebhook,
  listDeliveries,
  listWebhooks,
  Refusal,
  removeWebhook,
  sendTest,
  type Transaction,
} from '@yingma/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { id, idParams, line, page, pageOf } from '../../http/fields.ts'
import { sendMessage } from '../../webhooks/send-message.ts'

const webhook = z
  .object({
    id: z.uuid(),
    institutionId: z.uuid().nullable(),
    url: z.string(),
    createdBy: z.uuid(),
    createdAt: z.string(),
  })
  .meta({ id: 'Webhook' })

const delivery = z
  .object({
    id: z.uuid(),
    version: z.string().describe('the release that it tells of'),
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.number().int(),
    answered: z.number().int().nullable().describe('HTTP status of the last answer'),
    failure: z.string().nullable().describe('why the last attempt failed'),
    nextAt: z.string(),
    createdAt: z.string(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: 'WebhookDelivery' })

const outcome = z
  .object({
    answered: z.number().int().nullable().describe('HTTP status of the answer'),
    failure: z.string().nullable().describe('why it failed; null where the receiver took it'),
  })
  .meta({ id: 'WebhookTest' })

/** Tests go out at the wish of a person, who waits for each: no more than they can look at. */
const TESTS_PER_MINUTE = 20

/** Addresses that are told of releases, of an institution or of the whole registry, and how telling them went. */
export function registerWebhooks(instance: FastifyInstance, { store, settings }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['governance']

  app.get(
    '/webhooks',
    {
      schema: {
        tags,
        summary: 'Webhooks of an institution, or of the whole registry',
        querystring: z.strictObject({ institutionId: id.optional().describe('of the whole registry if not said') }),
        response: { 200: z.array(webhook) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const institutionId = request.query.institutionId ?? null
        await mustManage(request, transaction, institutionId)
        return await listWebhooks(transaction, institutionId)
      }),
  )

  app.post(
    '/webhooks',
    {
      schema: {
        tags,
        summary: 'Register an address that is told of releases; its secret is shown once',
        description:
          'Each release is POSTed as JSON over https, with `yingma-signature: t=SECONDS,v1=HEX`, where HEX is HMAC-SHA256 with the secret over `SECONDS.BODY`. Anything but 2xx is tried again within a day.',
        body: z.strictObject({ url: line(500, 8), institutionId: id.nullable().default(null) }),
        response: { 201: webhook.extend({ secret: z.string() }) },
      },
    },
    async (request, reply) => {
      const { institutionId } = request.body
      const url = checkedWebhookUrl(request.body.url, settings.webhooks.allowPrivate)
      const made = await store.asTenant(actorIn(request), async (transaction) => {
        const { userId } = await mustManage(request, transaction, institutionId)
        return await addWebhook(transaction, settings.webhooks.key, { url, institutionId, userId })
      })
      return reply.code(201).header('cache-control', 'no-store').send(made)
    },
  )

  app.delete(
    '/webhooks/:id',
    { schema: { tags, summary: 'Remove a webhook and its log', params: idParams, response: { 204: z.null() } } },
    async (request, reply) => {
      await store.asTenant(actorIn(request), async (transaction) => {
        const { institutionId } = await getWebhook(transaction, request.params.id)
        await mustManage(request, transaction, institutionId)
        await removeWebhook(transaction, request.params.id)
      })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/webhooks/:id/test',
    {
      config: { rateLimit: { max: TESTS_PER_MINUTE, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Send a webhook a test now, once, signed like a release, and say how that went',
        description: 'The body is `{"event":"test", …}`, the header `yingma-event: test`. It is not in the log.',
        params: idParams,
        response: { 200: outcome },
      },
    },
    async (request) => {
      const { id: webhookId } = request.params
      await store.readAsTenant(actorIn(request), async (transaction) => {
        const { institutionId } = await getWebhook(transaction, webhookId)
        await mustManage(request, transaction, institutionId)
      })
      const { key, allowPrivate } = settings.webhooks
      const sent = await sendTest(store, webhookId, testBody(webhookId, settings.publicUrl), {
        key,
        send: (message) => sendMessage(message, { allowPrivate }),
      })
      // Somebody removed it in this very moment.
      if (sent === undefined) throw new Refusal({ code: 'not-found', kind: 'webhook', id: webhookId })
      if ('failure' in sent) return { answered: null, failure: sent.failure }
      const { answered } = sent
      return { answered, failure: answered >= 200 && answered < 300 ? null : 'answer' }
    },
  )

  app.get(
    '/webhooks/:id/deliveries',
    {
      schema: {
        tags,
        summary: 'What was sent to a webhook, newest first',
        params: idParams,
        querystring: z.strictObject(page),
        response: { 200: pageOf(delivery) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { institutionId } = await getWebhook(transaction, request.params.id)
        await mustManage(request, transaction, institutionId)
        const { total, rows } = await listDeliveries(transaction, request.params.id, request.query)
        return { total, rows: [...rows] }
      }),
  )
}

function testBody(webhook: string, publicUrl: string): string {
  return JSON.stringify({ event: 'test', webhook, links: { feed: `${publicUrl}/api/v1/release-feed` } })
}

/** Those of the whole registry are for whoever releases the standard. */
async function mustManage(request: FastifyRequest, transaction: Transaction, institutionId: string | null) {
  if (institutionId === null) return must(request, 'standard.release', [])
  return must(request, 'webhook.manage', (await getInstitution(transaction, institutionId)).path)
}
