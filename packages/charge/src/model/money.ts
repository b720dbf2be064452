/** Money is a whole number of cents (分), never a fraction of one. */
export type Cents = number

/** A factor or percentage as a ratio of whole numbers, so that nothing is lost before the one rounding at the end. */
export interface Ratio {
  readonly numerator: number
  readonly denominator: number
}

/** Divides and rounds half away from zero; both arguments are whole numbers, the denominator is positive. */
function divideRounded(numerator: number, denominator: number): number {
  const magnitude = Math.floor((2 * Math.abs(numerator) + denominator) / (2 * denominator))
  return numerator < 0 ? -magnitude : magnitude
}

/** `cents × quantity × percent / 100`, rounded once to the cent. */
export function amountOf(cents: Cents, quantity: number, percent: number): Cents {
  return percent === 100 ? cents * quantity : divideRounded(cents * quantity * percent, 100)
}

/** An amount scaled by a ratio, rounded to the cent. */
export function scaleCents(cents: Cents, ratio: Ratio): Cents {
  return divideRounded(cents * ratio.numerator, ratio.denominator)
}

/** Reads yuan as written in a price list (`47.5`, `1600`) into cents; null when it is no amount or finer than a cent. */
export function parseYuan(text: string): Cents | null {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text)
  if (!match) return null
  const cents = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] === '-' ? -cents : cents
}

/** Cents as yuan without needless zeros: 28000 → `280`, 67050 → `670.5`. */
export function formatYuan(cents: Cents): string {
  const sign = cents < 0 ? '-' : ''
  const whole = Math.floor(Math.abs(cents) / 100)
  const rest = Math.abs(cents) % 100
  if (rest === 0) return `${sign}${whole}`
  return `${sign}${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}`
}

/** Cents as yuan with two digits, as tables and machines take them: 28000 → `280.00`. */
export function fixedYuan(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Reads a decimal factor (`0.9`, `1`) exactly; null when it is not a positive decimal of at most six places. */
export function parseFactor(text: string): Ratio | null {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(text)
  if (!match) return null
  const places = match[2] ?? ''
  const numerator = Number(`${match[1]}${places}`)
  return numerator > 0 ? { numerator, denominator: 10 ** places.length } : null
}
