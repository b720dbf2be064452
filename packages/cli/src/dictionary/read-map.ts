import { FIELDS, type Field } from '@yingma/dictionary'
import type { UsageProblem } from '../command-line/usage-problem.ts'

/** Reads `FIELD=COLUMN` as often as it is given. */
export function readMap(
  option: string,
  values: readonly string[],
):
  | { readonly ok: true; readonly map: Readonly<Partial<Record<Field, string>>> }
  | { readonly ok: false; readonly problem: UsageProblem } {
  const map: Partial<Record<Field, string>> = {}
  for (const value of values) {
    const [word = '', ...rest] = value.split('=')
    const field = FIELDS.find((one) => one === word)
    const column = rest.join('=')
    if (field === undefined || column === '') {
      const allowed = FIELDS.map((one) => `${one}=…`)
      return { ok: false, problem: { code: 'cli-value-not-allowed', option, value, allowed } }
    }
    map[field] = column
  }
  return { ok: true, map }
}
