/** Agreement of two readers over the same names. */
export interface Agreement {
  readonly names: number
  readonly agreed: number
  /** Share of names read alike. */
  readonly observed: number
  /** Share that chance alone would give, from how often each reader used each answer. */
  readonly expected: number
  /** Cohen's κ: 1 perfect, 0 as by chance; `null` where chance alone would agree always, or there are no names. */
  readonly kappa: number | null
}

/**
 * Cohen's κ over pairs of answers (J. Cohen, A coefficient of agreement for nominal scales, 1960). The whole set of
 * codes is one answer, so a set that is half right counts as a disagreement.
 */
export function cohensKappa(pairs: readonly (readonly [string, string])[]): Agreement {
  const names = pairs.length
  const agreed = pairs.filter(([a, b]) => a === b).length
  if (names === 0) return { names, agreed, observed: 0, expected: 0, kappa: null }
  const first = counts(pairs.map(([a]) => a))
  const second = counts(pairs.map(([, b]) => b))
  let expected = 0
  for (const [answer, count] of first) expected += (count / names) * ((second.get(answer) ?? 0) / names)
  const observed = agreed / names
  return { names, agreed, observed, expected, kappa: expected >= 1 ? null : (observed - expected) / (1 - expected) }
}

function counts(answers: readonly string[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const answer of answers) found.set(answer, (found.get(answer) ?? 0) + 1)
  return found
}
