import { type Cents, fixedYuan } from '@yingma/charge'

/** An amount on its way into JSON: yuan with two digits, a number for whoever reads it (`210.00`). */
export class Yuan {
  readonly cents: Cents

  constructor(cents: Cents) {
    this.cents = cents
  }
}

/** The amount for JSON; null stays null. */
export function yuan(cents: Cents | null): Yuan | null {
  return cents === null ? null : new Yuan(cents)
}

/** JSON on one line, with amounts in yuan written out to two digits, exactly. */
export function moneyJson(value: unknown): string {
  if (value instanceof Yuan) return fixedYuan(value.cents)
  if (Array.isArray(value)) return `[${value.map((one) => moneyJson(one ?? null)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${moneyJson(field)}`).join(',')}}`
}
