import type { Cents } from '@yingma/charge'
import type { DictionaryItem } from '../model/dictionary.ts'
import type { Field, Target } from '../model/settings.ts'

/** What stands in a column of a hospital system for an item. `star`: old and new names stand side by side. */
export function fieldValue(
  item: DictionaryItem,
  field: Field,
  target: Target,
  {
    settings,
    star,
  }: { readonly settings: { readonly shortNames: Readonly<Record<string, string>> }; readonly star: boolean },
): string {
  switch (field) {
    case 'name': {
      const name = fits(item.name, target, 'name', star) ? item.name : (settings.shortNames[item.code] ?? item.name)
      return star ? `*${name}` : name
    }
    case 'minutes':
      return item.minutes === null ? '' : String(item.minutes)
    case 'alias':
      return item.aliases.join('、')
    case 'charges':
      return chargesText(item.charges)
    case 'price':
      return item.priceCents === null ? '' : decimalYuan(item.priceCents)
    case 'insurance':
      return item.insurance.join('+')
    case 'active':
      return item.active ? target.yes : target.no
    case 'oldCodes':
      return item.oldCodes.join('+')
    default:
      return item[field]
  }
}

/** Charge lines as one text: `012301020010000*1+012301020020000*2`, each code once with the sum of its quantities. */
export function chargesText(lines: readonly { readonly code: string; readonly quantity: number }[]): string {
  return [...quantities(lines)].map(([code, quantity]) => `${code}*${quantity}`).join('+')
}

/** Quantity by price code: a bill may hold one code on several lines, at full and at reduced price. */
export function quantities(
  lines: readonly { readonly code: string; readonly quantity: number }[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { code, quantity } of lines) sums.set(code, (sums.get(code) ?? 0) + quantity)
  return sums
}

/** Yuan with two digits, as databases hold money: 28000 → `280.00`. */
function decimalYuan(cents: Cents): string {
  return (cents / 100).toFixed(2)
}

/** How long a text is in a column of the target: characters, or bytes as its database counts them. */
export function lengthIn(text: string, target: Pick<Target, 'unit' | 'encoding'>): number {
  if (target.unit === 'characters') return [...text].length
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) bytes += 1
    else if (target.encoding === 'gb18030') bytes += point > 0xffff ? 4 : 2
    else bytes += point < 0x800 ? 2 : point > 0xffff ? 4 : 3
  }
  return bytes
}

function fits(text: string, target: Target, field: Field, star: boolean): boolean {
  const limit = target.columns[field]?.length
  return limit === undefined || lengthIn(text, target) + (star ? 1 : 0) <= limit
}

/** The text cut so that it fits, never inside a character. */
export function cutTo(text: string, limit: number, target: Pick<Target, 'unit' | 'encoding'>): string {
  let kept = ''
  for (const character of text) {
    if (lengthIn(kept + character, target) > limit) return kept
    kept += character
  }
  return kept
}
