import type { Answer, CallerAccess } from '@yingma/assist'
import { catalogueProgress, decide, getCatalogue, getName, Refusal } from '@yingma/store'
import type { FastifyRequest } from 'fastify'
import { actorIn, must, signedIn } from '../http/authentication.ts'
import type { Context } from '../http/context.ts'
import { languageOf } from '../http/problem-details.ts'
import { HttpProblem, renderServerProblem, type ServerProblem } from '../problems/server-problem.ts'

/**
 * What the caller of a request may reach through tools: what the same person could read over REST, and writing only
 * for an API key whose scopes say so. A browser session, which is not made for agents, only reads.
 */
export function callerAccess(request: FastifyRequest, context: Context): CallerAccess {
  const { scopes } = signedIn(request)
  const language = languageOf(request)
  return {
    language,
    onFault: (error, tool) => {
      const { message, stack } = error as Error
      request.log.error({ tool, err: { message, stack } }, 'unforeseen')
    },
    catalogues: (id) => answered(request, () => readCatalogue(request, context, id)),
    ...(scopes?.includes('decide')
      ? { remark: (remark) => answered(request, () => writeRemark(request, context, remark)) }
      : {}),
  }
}

async function readCatalogue(request: FastifyRequest, { store }: Context, id: string) {
  return await store.readAsTenant(actorIn(request), async (transaction) => {
    const { path, title } = await getCatalogue(transaction, id)
    must(request, 'catalogue.read', path)
    const { names, needsSecond, byStatus } = await catalogueProgress(transaction, id)
    return { id, title, names, needsSecond, byStatus }
  })
}

async function writeRemark(
  request: FastifyRequest,
  { store, standard, metrics }: Context,
  { nameId, version, text }: Parameters<NonNullable<CallerAccess['remark']>>[0],
) {
  const made = await store.asTenant(actorIn(request), async (transaction) => {
    const { userId, apiKeyId } = must(request, 'decision.comment', (await getName(transaction, nameId)).path)
    const deciding = { userId, edition: standard.edition, ...(apiKeyId === undefined ? {} : { apiKeyId }) }
    const wish = { nameId, expectedVersion: version, kind: 'comment', reason: text } as const
    return await decide(transaction, deciding, [wish])
  })
  const [outcome] = made
  if (outcome === undefined) throw new Refusal({ code: 'not-found', kind: 'name', id: nameId })
  metrics.decisions.inc({ kind: 'comment', outcome: outcome.ok ? 'written' : outcome.problem.code })
  if (!outcome.ok) throw new HttpProblem(outcome.problem)
  return { version: outcome.version }
}

/** A refusal is an answer that the agent reads; anything else is a fault of ours and goes on as one. */
async function answered<T>(request: FastifyRequest, work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (!(error instanceof HttpProblem || error instanceof Refusal)) throw error
    const problem: ServerProblem = error.problem
    return { ok: false, text: renderServerProblem(problem, languageOf(request)) }
  }
}
