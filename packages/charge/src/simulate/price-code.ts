import type { PriceItem, PriceSchedule } from '../model/schedule.ts'

/** The insurance code of a price item inside what a province or a hospital puts around it (`36…`, `…-JX`). */
const INSURANCE_CODE = /01\d{13}/u
/** A province's letters before or behind a code of an older catalogue (`JX210300001`). */
const LETTERS = /^[A-Z]{1,4}[-_]?(?=\d)|[-_][A-Z]{1,4}$/gu

/**
 * The price item of a schedule that one of the codes of a row is: as it stands, else without what is put around it; never a
 * heading. Width and case do not count.
 */
export function itemOfCodes(codes: string, { byCode }: PriceSchedule): PriceItem | undefined {
  for (const code of codes.normalize('NFKC').toUpperCase().split(/\s+/u)) {
    const inside = INSURANCE_CODE.exec(code)?.[0] ?? ''
    const item = [code, code.toLowerCase(), inside, code.replace(LETTERS, '')]
      .map((candidate) => byCode.get(candidate))
      .find((found) => found !== undefined)
    if (item !== undefined && item.kind !== 'group') return item
  }
  return undefined
}
