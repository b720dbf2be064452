const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, G: 1e9, T: 1e12 }

/** Bytes of `1GB`, `512 MB`, `800000000`; undefined for anything else. */
export function readSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([KMGT]?)B?$/iu.exec(text.trim())
  if (match === null) return undefined
  return Math.round(Number(match[1]) * (UNITS[(match[2] ?? '').toUpperCase()] ?? 1))
}

/** A whole number above 0; undefined for anything else. */
export function readCount(text: string): number | undefined {
  const count = Number(text.replaceAll(/[_,]/gu, ''))
  return Number.isSafeInteger(count) && count > 0 ? count : undefined
}
