import { isVerhoeff, verhoeffDigit } from './verhoeff.ts'

/** Ids are 9 digits and never begin with 0, so that no spreadsheet shortens them: 8 digits from here on, then the check digit. */
const FIRST = 10_000_000
const COUNT = 90_000_000

/** Coprime to COUNT (no factor 2, 3 or 5), so that every number below COUNT gets an id of its own. */
const STRIDE = 38_196_601
const START = 47_113_289

/**
 * The id of the n-th concept registered, n from 0. The numbers are scattered so that an id tells nothing of the code
 * that it stands for nor of its neighbours; the same n gives the same id for ever.
 */
export function conceptIdAt(n: number): string {
  if (!Number.isSafeInteger(n) || n < 0 || n >= COUNT) throw new Error(`no concept number: ${n}`)
  const scattered = (BigInt(n) * BigInt(STRIDE) + BigInt(START)) % BigInt(COUNT)
  const digits = String(FIRST + Number(scattered))
  return digits + verhoeffDigit(digits)
}

/** Whether a text has the form of a concept id: 9 digits, none leading 0, the last a Verhoeff check digit. */
export function isConceptId(text: string): boolean {
  return /^[1-9]\d{8}$/.test(text) && isVerhoeff(text)
}
