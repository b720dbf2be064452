/** Multiplication of the dihedral group of the pentagon: 0–4 rotations, 5–9 reflections (J. Verhoeff, 1969). */
function multiply(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + (b - 5)) % 5)
  return b < 5 ? 5 + ((a - 5 - b + 5) % 5) : (a - b + 5) % 5
}

/** The digit permutation applied once for every place to the left of the check digit. */
const STEP = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4] as const

function permuted(digit: number, times: number): number {
  let result = digit
  for (let n = 0; n < times % 8; n++) result = STEP[result] ?? 0
  return result
}

function checksum(digits: string): number {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    sum = multiply(sum, permuted(Number(digits[digits.length - 1 - place]), place))
  }
  return sum
}

/** The Verhoeff check digit of a text of digits: it catches every single wrong digit and every swap of neighbours. */
export function verhoeffDigit(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new Error(`not digits: ${digits}`)
  const sum = checksum(`${digits}0`)
  // Reflections are their own inverse; a rotation is undone by the rotation that completes the turn.
  return String(sum < 5 ? (5 - sum) % 5 : sum)
}

/** Whether the last digit is the Verhoeff check digit of those before it. */
export function isVerhoeff(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && checksum(digits) === 0
}
