import type { Language } from '@yingma/core'
import { renderServerProblem, type ServerProblem } from '../../problems/server-problem.ts'

/** IssueType of FHIR for what the server itself refuses. */
const TYPES: Readonly<Partial<Record<ServerProblem['code'], string>>> = {
  'request-invalid': 'value',
  'request-malformed': 'structure',
  'request-too-large': 'too-long',
  'media-type-unsupported': 'not-supported',
  'route-unknown': 'not-found',
  'not-found': 'not-found',
  'sign-in-needed': 'login',
  forbidden: 'forbidden',
  'scope-missing': 'forbidden',
  'origin-foreign': 'forbidden',
  'too-many-requests': 'throttled',
  stopping: 'transient',
  'store-unreachable': 'transient',
  internal: 'exception',
}

/** A problem of the server as FHIR tells it. */
export function problemOutcome(problem: ServerProblem, language: Language, requestId: string): object {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: TYPES[problem.code] ?? 'processing',
        details: { text: renderServerProblem(problem, language) },
        diagnostics: `x-request-id: ${requestId}`,
      },
    ],
  }
}
