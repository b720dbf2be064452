import { z } from 'zod'

/**
 * Text as the registry takes it: well-formed Unicode without control characters (tabs and line ends excepted), at most
 * `max` UTF-16 units. Rules stand in the pattern, so that the OpenAPI document says them too.
 */
export function text(max: number, min = 0) {
  return z.string().min(min).max(max).regex(PLAIN)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const PLAIN = /^(?:[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff])*$/u

/** One line of text. */
export function line(max: number, min = 1) {
  return z.string().min(min).max(max).regex(LINE)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const LINE = /^(?:[^\u0000-\u001f\u007f\ud800-\udfff])*$/u

export const id = z.uuid()
export const codeText = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[0-9A-Za-z-]+$/)
export const day = z.iso.date()
export const moment = z.iso.datetime({ offset: true })

/** Which part of a list; totals are always exact. */
export const page = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
}

/** A list in a query: comma separated, at most 20 values. */
export function listOf<T extends readonly [string, ...string[]]>(values: T) {
  return z
    .string()
    .max(400)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)).max(20))
}

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** A page of rows with the exact total over the whole filter. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({ total: z.number().int(), rows: z.array(row) })
}

export const idParams = z.strictObject({ id })
