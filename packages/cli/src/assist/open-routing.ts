import { readFile } from 'node:fs/promises'
import { type AssistProblem, checkRouting, type Routing, readRouting } from '@yingma/assist'
import type { Edition } from '@yingma/core'

export type RoutingOpened =
  | { readonly ok: true; readonly routing: Routing }
  | { readonly ok: false; readonly problems: readonly AssistProblem[] }

/** Reads a routing table and holds it against the edition; a table with defects routes nothing. */
export async function openRouting(file: string, edition: Edition): Promise<RoutingOpened> {
  let json: string
  try {
    json = await readFile(file, 'utf8')
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === undefined) throw error
    return { ok: false, problems: [{ code: 'routing-unreadable', file, reason: message }] }
  }
  const read = readRouting(json, file)
  if (!read.ok) return read
  const problems = checkRouting(read.routing, edition, file)
  return problems.length > 0 ? { ok: false, problems } : read
}
