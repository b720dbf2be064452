import { type AgentLibrary, answerMcpRequest } from '@yingma/assist'
import { Refusal } from '@yingma/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { signedIn } from '../http/authentication.ts'
import type { Context } from '../http/context.ts'
import { callerAccess } from './caller-access.ts'

const CALLS_PER_MINUTE = 1200

/** Tools for agents at /mcp (Model Context Protocol, streamable HTTP), for callers with a key of the scope `read`. */
export function registerMcp(app: FastifyInstance, context: Context, library: AgentLibrary): void {
  const byCaller = (request: FastifyRequest): string => request.principal?.apiKeyId ?? request.ip
  app.post(
    '/mcp',
    {
      schema: { hide: true, consumes: ['application/json'] },
      config: { rateLimit: { max: CALLS_PER_MINUTE, timeWindow: '1 minute', keyGenerator: byCaller } },
    },
    async (request, reply) => {
      const { scopes } = signedIn(request)
      if (scopes && !scopes.includes('read')) throw new Refusal({ code: 'scope-missing', scope: 'read' })
      const { body } = request
      const answer = await answerMcpRequest(library, callerAccess(request, context), {
        headers: headersOf(request),
        body,
      })
      const type = answer.headers.get('content-type')
      if (type !== null) void reply.type(type)
      return await reply
        .code(answer.status)
        .header('cache-control', 'no-store')
        .send(await answer.text())
    },
  )
  // Without sessions there is nothing to listen to and nothing to end.
  app.route({
    method: ['GET', 'DELETE'],
    url: '/mcp',
    exposeHeadRoute: false,
    schema: { hide: true },
    handler: (_request, reply) => reply.code(405).header('allow', 'POST').send(),
  })
}

/** The headers that the protocol reads, and no others: the key stays here. */
function headersOf({ headers }: FastifyRequest): Headers {
  const read = new Headers()
  for (const name of ['accept', 'content-type', 'mcp-protocol-version']) {
    const value = headers[name]
    if (typeof value === 'string') read.set(name, value)
  }
  return read
}
