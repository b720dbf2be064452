import { z } from 'zod'
import { type Routing, TARGET_KINDS } from './routing.ts'
import type { RoutingProblem } from './routing-problem.ts'

const id = z.string().min(1).max(80)
const text = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) })
const kind = z.enum(TARGET_KINDS)

const routing = z.strictObject({
  format: z.literal('yingma-routing'),
  version: id,
  edition: id,
  title: text,
  targets: z
    .array(z.strictObject({ id, kind, title: text, version: id.optional() }))
    .min(1)
    .max(2000),
  routes: z
    .array(
      z.strictObject({
        kind,
        to: id.nullable(),
        code: id.optional(),
        modality: id.optional(),
        part: id.optional(),
        scan: id.optional(),
      }),
    )
    .min(1)
    .max(10_000),
})

export type RoutingRead =
  | { readonly ok: true; readonly routing: Routing }
  | { readonly ok: false; readonly problems: readonly RoutingProblem[] }

/** Reads a routing table from JSON; whether it fits an edition is asked by `checkRouting`. */
export function readRouting(json: string, file: string): RoutingRead {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { ok: false, problems: [{ code: 'routing-unreadable', file, reason: error.message }] }
  }
  const read = routing.safeParse(value)
  if (read.success) return { ok: true, routing: read.data as Routing }
  const problems = read.error.issues.map(
    ({ path, message }): RoutingProblem => ({
      code: 'routing-invalid',
      file,
      at: path
        .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
        .join('')
        .replace(/^\./u, ''),
      rule: message,
    }),
  )
  return { ok: false, problems }
}
