import { readFileSync } from 'node:fs'
import type { InsightProblem } from '@yingma/insight'

/** What is in a JSON file, or why it cannot be read. */
export function readJson(
  file: string,
):
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problems: readonly InsightProblem[] } {
  try {
    return { ok: true, value: JSON.parse(readFileSync(file, 'utf8')) as unknown }
  } catch (error) {
    return { ok: false, problems: [{ code: 'insight.file-unreadable', file, reason: (error as Error).message }] }
  }
}
