import { MODIFIERS, type Modifiers } from '@yingma/charge'
import type { PriceProblem } from './price-problem.ts'

export type ModifiersRead =
  | { readonly ok: true; readonly value: Modifiers }
  | { readonly ok: false; readonly problem: PriceProblem }

/** Reads `bedside,fetuses=2,technique=弥散加权+波谱`: a word, a number where it counts, words parted by `+` where it names. */
export function readModifiers(text: string): ModifiersRead {
  const entries: [string, boolean | number | readonly string[]][] = []
  for (const word of text.split(',').map((part) => part.trim())) {
    if (word === '') continue
    const [name = '', value] = word.split(/=(.*)/su)
    if (!(MODIFIERS as readonly string[]).includes(name))
      return { ok: false, problem: { code: 'price-modifier-form', text: word, known: MODIFIERS } }
    entries.push([name, value === undefined ? true : /^\d+$/u.test(value) ? Number(value) : value.split('+')])
  }
  return { ok: true, value: Object.fromEntries(entries) }
}
