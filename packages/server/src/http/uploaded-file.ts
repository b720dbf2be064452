import type { FastifyRequest } from 'fastify'
import { HttpProblem } from '../problems/server-problem.ts'

/** The one file of a multipart request (field `file`), of at most `limit` bytes. Its name is for messages only, never a path. */
export async function uploadedFile(
  request: FastifyRequest,
  limit: number,
): Promise<{ readonly bytes: Buffer; readonly name: string }> {
  if (!request.isMultipart())
    throw new HttpProblem({ code: 'media-type-unsupported', given: request.headers['content-type'] ?? '' })
  const file = await request.file({ limits: { fileSize: limit, files: 1, fields: 0 } })
  if (file?.fieldname !== 'file') throw new HttpProblem({ code: 'file-missing' })
  return { bytes: await file.toBuffer(), name: baseName(file.filename) }
}

function baseName(name: string): string {
  return (name.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cs}]/gu, '').slice(0, 200) || 'upload'
}
