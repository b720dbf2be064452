import type { FieldReading } from './decoded.ts'
import type { Layout, Slot } from './layout.ts'
import type { CodeProblem } from './problem.ts'

/** A problem before the nearest items are looked up. */
export type BareProblem = CodeProblem extends infer P ? (P extends unknown ? Omit<P, 'nearest'> : never) : never

/** What the fields of a code say, or what is wrong with each of them. */
export type FieldsChecked =
  | { readonly ok: true; readonly fields: readonly FieldReading[] }
  | { readonly ok: false; readonly problems: readonly BareProblem[] }

/**
 * Looks every field of a code up in its dictionary. Below a level of a path that is unknown nothing more is said of that path.
 *
 * @param body the code, upper-cased, of the right length
 * @param extension whether values of our own may stand in it
 */
export function checkFields(input: string, body: string, layout: Layout, extension: boolean): FieldsChecked {
  const fields: FieldReading[] = []
  const problems: BareProblem[] = []
  const brokenPaths = new Set<number>()
  const before = extension ? 1 : 0
  for (const slot of layout.slots) {
    const value = slot.values?.get(body.slice(slot.valueStart, slot.end)) ?? null
    const text = body.slice(slot.start, slot.end)
    const place = { input, field: slot.field, title: slot.title, value: text, at: before + slot.start + 1 }
    if (slot.values === null) {
      if (text !== slot.fixed) problems.push({ code: 'code-fixed-field', ...place, expected: slot.fixed })
    } else if (value === null) {
      if (!brokenPaths.has(slot.valueStart)) problems.push({ code: 'code-unknown-value', ...place })
      brokenPaths.add(slot.valueStart)
    } else if (value.origin === 'extension' && !extension) {
      problems.push({ code: 'code-extension-unmarked', ...place })
    }
    fields.push(readingOf(slot, value === null ? text : value.code.slice(slot.start - slot.valueStart), value))
  }
  return problems.length === 0 ? { ok: true, fields } : { ok: false, problems }
}

function readingOf(slot: Slot, text: string, value: FieldReading['value']): FieldReading {
  const { field, facet, title, start, end } = slot
  return { field, facet, title, start, end, text, value }
}
