/** Whole cents as yuan with two decimals; money is never rounded on the way. */
export function yuan(cents: number): string {
  const whole = Math.trunc(Math.abs(cents) / 100).toLocaleString('en')
  return `${cents < 0 ? '-' : ''}${whole}.${String(Math.abs(cents) % 100).padStart(2, '0')}`
}
