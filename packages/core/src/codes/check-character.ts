/** The alphabet of GB 32100-2015: 31 characters, so that residues modulo the prime 31 are characters. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const MODULUS = ALPHABET.length

/** 3 is a primitive root of 31: the weights 3^(i−1) of the first thirty positions are all different. */
const WEIGHTS = powersOfThree(30)

/**
 * The check character of a code (GB 32100-2015, unified social credit code): C is the index of the upper-cased character, W = 3^(i−1) mod 31 for
 * position i from 1 at the left, check = alphabet[(31 − ΣC·W mod 31) mod 31].
 *
 * What it guarantees, for codes of up to 30 characters in one letter case:
 * - every single substitution is detected, in the code and in the check character itself;
 * - every transposition of two different characters of the code is detected, adjacent or not, because no two positions share a weight;
 * - every transposition of the check character with a character of the code is detected, except with the first one, whose weight is also 1.
 * A change of letter case is no error: comparison ignores case.
 *
 * @returns `null` where the code has a character outside the alphabet (I, O, S, V, Z, punctuation) or is longer than 30 characters.
 */
export function checkCharacter(code: string): string | null {
  if (code.length > WEIGHTS.length) return null
  const upper = code.toUpperCase()
  let sum = 0
  for (let i = 0; i < upper.length; i++) {
    const index = ALPHABET.indexOf(upper.charAt(i))
    if (index < 0) return null
    sum += index * (WEIGHTS[i] ?? 0)
  }
  return ALPHABET.charAt((MODULUS - (sum % MODULUS)) % MODULUS)
}

/** The code with its check character behind it, or `null` where it can have none. */
export function checkForm(code: string): string | null {
  const check = checkCharacter(code)
  return check === null ? null : code + check
}

/** Whether `check` is the check character of `code`, ignoring case. */
export function isCheckCharacter(code: string, check: string): boolean {
  return checkCharacter(code) === check.toUpperCase()
}

function powersOfThree(count: number): readonly number[] {
  const powers = [1]
  while (powers.length < count) powers.push(((powers.at(-1) ?? 1) * 3) % MODULUS)
  return powers
}
