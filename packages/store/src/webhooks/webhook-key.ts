import { createHmac, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StorePlace } from '../store/open-store.ts'

/** What every secret of a webhook starts with, so that scanners for leaked secrets can find one. */
const SECRET_PREFIX = 'ymw_'
const KEY_FILE = 'webhook.key'
const KEY = /^[0-9a-f]{64}$/

/**
 * The key from which the secrets of webhooks are derived: `given` (64 hexadecimal digits), else a file of the data folder,
 * made when it is missing and readable by its owner only. It is not in the database, so neither a dump nor a backup can
 * sign. `undefined` where a PostgreSQL server is used and no key is given, or what is given is none.
 */
export async function webhookKey(place: StorePlace, given: string | undefined): Promise<Buffer | undefined> {
  if (given !== undefined && given !== '') return keyOf(given)
  return 'folder' in place ? keyOf(await readKey(join(place.folder, KEY_FILE))) : undefined
}

/** The secret of one webhook: 256 bits that nobody without the key can find. */
export function webhookSecret(key: Buffer, webhookId: string): string {
  return SECRET_PREFIX + createHmac('sha256', key).update(`webhook ${webhookId}`).digest('base64url')
}

async function readKey(file: string): Promise<string> {
  try {
    await writeFile(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
  return await readFile(file, 'utf8')
}

function keyOf(text: string): Buffer | undefined {
  const digits = text.trim().toLowerCase()
  return KEY.test(digits) ? Buffer.from(digits, 'hex') : undefined
}
