import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { applicationUrl, type Secret } from './embedded-postgres.ts'
import { isMissing } from './engine-files.ts'

/**
 * Connection string of the PostgreSQL that another process runs in `folder`: a backup or a verification works beside
 * the running server. `undefined` when none runs there. Whoever may read the folder's secret may connect.
 */
export async function attachPostgres(folder: string): Promise<string | undefined> {
  const at = resolve(folder)
  try {
    const secret = JSON.parse(await readFile(join(at, 'secret.json'), 'utf8')) as Secret
    // The file that PostgreSQL itself keeps while it runs; its fifth line is the folder of the socket.
    const socket = (await readFile(join(at, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[4]
    return socket ? applicationUrl(secret, socket) : undefined
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
