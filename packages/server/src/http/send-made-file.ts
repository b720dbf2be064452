import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyReply } from 'fastify'

/**
 * Answers with a file that `make` writes into a folder of its own, which is gone when the answer is sent or failed. `name`
 * is what the browser calls it: letters, digits, dots and hyphens only.
 */
export async function sendMadeFile(
  reply: FastifyReply,
  { name, type }: { readonly name: string; readonly type: string },
  make: (file: string) => Promise<void>,
): Promise<FastifyReply> {
  const folder = await mkdtemp(join(tmpdir(), 'yingma-answer-'))
  try {
    const file = join(folder, name.replace(/[^\w.-]/g, '_'))
    await make(file)
    const stream = createReadStream(file)
    stream.once('close', () => void rm(folder, { recursive: true, force: true }))
    void reply.header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`)
    return reply.type(type).send(stream as never)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}
