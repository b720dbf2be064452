/** The versions that come after this one, the newest first, each once. */
export function newerThan(version: string, known: readonly string[]): readonly string[] {
  return [...new Set(known)].filter((one) => compare(one, version) > 0).sort((a, b) => compare(b, a))
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
