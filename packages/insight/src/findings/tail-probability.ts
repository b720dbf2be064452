/**
 * Probability of at least `hits` of `n` independent trials of probability `p`: the upper tail of the binomial distribution, summed
 * from its terms. Exact to rounding; 1 where `hits` is 0.
 */
export function upperTail(hits: number, n: number, p: number): number {
  if (hits <= 0 || p >= 1) return 1
  if (p <= 0) return 0
  if (hits <= n * p) return 1
  let term = Math.exp(
    logFactorial(n) - logFactorial(hits) - logFactorial(n - hits) + hits * Math.log(p) + (n - hits) * Math.log1p(-p),
  )
  let sum = 0
  for (let k = hits; k <= n && term > sum * 1e-16; k++) {
    sum += term
    term *= ((n - k) / (k + 1)) * (p / (1 - p))
  }
  return Math.min(1, sum)
}

/** ln n! by Stirling's series; exact to 1e-10 from 10 on, summed below. */
function logFactorial(n: number): number {
  if (n < 10) {
    let product = 1
    for (let k = 2; k <= n; k++) product *= k
    return Math.log(product)
  }
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5)
}
