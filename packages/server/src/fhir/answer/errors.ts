import type { Language } from '@yingma/core'
import { Refusal } from '@yingma/store'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { foreseenProblem, unreadableAddress } from '../../http/problem-details.ts'
import { statusOf } from '../../http/status-of.ts'
import { HttpProblem, type ServerProblem } from '../../problems/server-problem.ts'
import type { FhirAnswer } from '../dispatch.ts'
import type { FhirVersion } from '../fhir-version.ts'
import { problemOutcome } from './outcome.ts'
import { send, sendJson } from './send-answer.ts'

/** Whatever is refused on the way here is told as an OperationOutcome, too. */
export function registerErrors(scope: FastifyInstance, version: FhirVersion): void {
  scope.setErrorHandler((error, request, reply) => {
    const answer = answerToError(error as FastifyError, request)
    if (answer.status === 401) void reply.header('www-authenticate', 'Bearer realm="yingma"')
    return send(request, reply, version, answer)
  })
}

/** The answer to what was thrown; what nobody foresaw is logged. */
export function answerToError(error: FastifyError, request: FastifyRequest): FhirAnswer {
  const problem = problemOf(error, request)
  if (problem.code === 'internal') {
    request.log.error({ err: { message: error.message, stack: error.stack } }, 'unforeseen')
  }
  return answerTo(problem, request)
}

/** An address of the service that the framework cannot read. */
export function refuseFhirAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const version: FhirVersion = /^\/fhir\/(draft\/)?r5\b/.test(request.url) ? 'r5' : 'r4'
  const { status, resource } = answerTo(unreadableAddress(error, request), request)
  sendJson(reply.code(status), version, JSON.stringify(resource))
}

function answerTo(problem: ServerProblem, request: FastifyRequest): FhirAnswer {
  return {
    status: statusOf(problem),
    resource: problemOutcome(problem, languageOfMessages(request), request.id),
  }
}

/** FHIR's own world speaks English; Chinese for those who put it first. */
export function languageOfMessages(request: FastifyRequest): Language {
  return /^\s*zh/i.test(request.headers['accept-language'] ?? '') ? 'zh' : 'en'
}

function problemOf(error: FastifyError, request: FastifyRequest): ServerProblem {
  if (error instanceof HttpProblem) return error.problem
  if (error instanceof Refusal) return error.problem
  return foreseenProblem(error, request) ?? { code: 'internal' }
}
