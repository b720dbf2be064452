import type { ServerProblem } from '../problems/server-problem.ts'

/** HTTP status of every problem that is not simply an unprocessable request (422). */
const STATUSES: Readonly<Partial<Record<ServerProblem['code'], number>>> = {
  'request-invalid': 400,
  'request-malformed': 400,
  'request-too-large': 413,
  'media-type-unsupported': 415,
  'route-unknown': 404,
  'sign-in-needed': 401,
  'sign-in-refused': 401,
  'account-resting': 429,
  'link-invalid': 404,
  'session-needed': 403,
  'origin-foreign': 403,
  'provider-absent': 404,
  'provider-refused': 401,
  'version-needed': 428,
  'too-many-requests': 429,
  'file-missing': 400,
  stopping: 503,
  'store-unreachable': 503,
  internal: 500,
  'not-found': 404,
  'insight-not-set-up': 404,
  'insight-institution-absent': 404,
  'insight.mart-missing': 404,
  'insight.figure-unknown': 404,
  'insight.figure-private': 403,
  'insight.dimension-private': 403,
  'insight.rows-private': 403,
  'already-there': 409,
  forbidden: 403,
  'scope-missing': 403,
  'institution-not-empty': 409,
  'last-administrator': 409,
  'decision-conflict': 412,
  'rule-conflict': 412,
  'job-finished': 409,
  'decision-same-person': 403,
  'sample-not-yours': 403,
}

export function statusOf(problem: ServerProblem): number {
  return STATUSES[problem.code] ?? 422
}
