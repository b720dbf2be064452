import { compareCodes } from '../codes/code-order.ts'
import type { Edition, Item } from '../model/edition.ts'

/** The characters that occur in codes: no i, o or l. */
const CHARACTERS = [...'0123456789ABCDEFGHJKMNPQRSTUVWXYZ']

/** How a slip of one keystroke leads from a code to the code of an item. `at` counts characters from 1. */
export interface Neighbour {
  readonly item: Item
  readonly slip: 'substitution' | 'transposition'
  readonly at: number
}

/**
 * Items whose code is one keystroke from the given one: another character in one place, or two neighbouring characters
 * swapped. Case is ignored; the item of the code itself is not its own neighbour. In code order.
 */
export function neighbours(code: string, edition: Pick<Edition, 'byCode'>): readonly Neighbour[] {
  const upper = code.toUpperCase()
  const found = new Map<string, Neighbour>()
  const consider = (text: string, slip: Neighbour['slip'], at: number): void => {
    const item = text === upper ? undefined : edition.byCode.get(text)
    if (item !== undefined && !found.has(item.code)) found.set(item.code, { item, slip, at })
  }
  for (let i = 0; i < upper.length; i++) {
    const [before, after] = [upper.slice(0, i), upper.slice(i + 1)]
    for (const character of CHARACTERS) consider(before + character + after, 'substitution', i + 1)
    if (after !== '') consider(before + after.charAt(0) + upper.charAt(i) + after.slice(1), 'transposition', i + 1)
  }
  return [...found.values()].sort((a, b) => compareCodes(a.item.code, b.item.code))
}
