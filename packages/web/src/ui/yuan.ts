/** Whole cents as yuan with two decimals; money is never rounded on the way. */
export function yuan(cents: number): string {
  const whole = Math.trunc(Math.abs(cents) / 100).toLocaleString('en')
  return `${cents < 0 ? '-' : ''}${whole}.${String(Math.abs(cents) % 100).padStart(2, '0')}`
}

/** Yuan as people write them, in whole cents; undefined for what is no amount. */
export function centsOf(text: string): number | undefined {
  const [, whole, part = ''] =
    /^¥?(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC').replaceAll(/[,\s]/g, '')) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'))
}
