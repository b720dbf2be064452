import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { HttpProblem } from '../problems/server-problem.ts'
import { mediaParameter } from './media-type.ts'

/**
 * The text of a body that came as this content type. Another encoding than UTF-8, said or not, is refused: read as UTF-8,
 * names of exams would become signs that nobody wrote, and be kept.
 */
export function utf8Text(contentType: string, body: Buffer): string | HttpProblem {
  const charset = mediaParameter(contentType, 'charset') ?? 'utf-8'
  if (!/^(utf-?8|us-ascii)$/i.test(charset)) {
    return new HttpProblem({ code: 'media-type-unsupported', given: contentType })
  }
  if (!isUtf8(body)) return new HttpProblem({ code: 'request-malformed', cause: 'UTF-8' })
  return body.toString('utf8')
}

/** Reads JSON as the framework does, but from UTF-8 only. */
export function registerUtf8Json(app: FastifyInstance): void {
  const readJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = utf8Text(request.headers['content-type'] ?? '', body)
    return text instanceof HttpProblem ? done(text) : readJson(request, text, done)
  })
}
