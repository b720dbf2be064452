/** Code order, the same on every machine: by characters, case ignored. */
export function compareCodes(a: string, b: string): number {
  const [upperA, upperB] = [a.toUpperCase(), b.toUpperCase()]
  if (upperA === upperB) return a < b ? -1 : a > b ? 1 : 0
  return upperA < upperB ? -1 : 1
}
