import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { API_PREFIX, type Context, createApp, createMetrics, loadStandard } from '@yingma/server'
import { type OpenApi, typesOf } from './types-of.ts'

const ROOT = new URL('../..', import.meta.url).pathname
const SOURCES = join(ROOT, 'packages/web/src')
export const TYPES = join(ROOT, 'packages/web/src/api/operations.ts')

const OPERATION = /'((?:GET|POST|PUT|PATCH|DELETE) \/[\w/{}.-]*)'/g

/** The operations that the sources of the web application name. */
export function usedOperations(folder = SOURCES): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return usedOperations(path)
    if (path === TYPES || !/\.tsx?$/.test(path)) return []
    return [...readFileSync(path, 'utf8').matchAll(OPERATION)].map((match) => match[1]!)
  })
}

/** What packages/web/src/api/operations.ts must say. The document needs no registry: nothing is asked of it. */
export async function webTypes(): Promise<string> {
  const context = {
    store: {},
    standard: loadStandard(),
    metrics: createMetrics({ totalCount: 0, idleCount: 0, waitingCount: 0 }),
    settings: {
      publicUrl: 'http://localhost',
      uploadLimit: 64 * 1024 * 1024,
      signInsPerMinute: 1,
      secureCookies: false,
    },
  } as unknown as Context
  const app = await createApp(context)
  try {
    const document = (await app.inject('/openapi.json')).json() as OpenApi
    return typesOf(document, usedOperations(), API_PREFIX)
  } finally {
    await app.close()
  }
}
