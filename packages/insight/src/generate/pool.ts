import type { Edition } from '@yingma/core'
import { itemRows } from '../mart/item-rows.ts'
import { STARTING_WORKLOAD } from '../workload/workload.ts'

/** Items of a generated year and how often each is done, in parts of a thousand. */
const SHARES: ReadonlyArray<readonly [code: string, share: number]> = [
  ['20040100110000', 150],
  ['20010100110000', 90],
  ['20050100110000', 40],
  ['20050100220000', 30],
  ['20053000110000', 25],
  ['20040100220000', 25],
  ['20030400110000', 20],
  ['20030202110000', 15],
  ['20010701110000', 15],
  ['20080602330000', 15],
  ['30010100110000', 45],
  ['30010100220000', 15],
  ['30030400110000', 25],
  ['30072201110000', 10],
  ['30072202110000', 10],
  ['30070301110000', 6],
  ['30070302110000', 6],
  ['30060102220000', 8],
  ['40040100000100', 70],
  ['40040100003700', 40],
  ['40030400003700', 20],
  ['40072201003700', 25],
  ['40072202003700', 25],
  ['40071001003800', 20],
  ['44040803M13700', 20],
  ['50U301000C0000', 90],
  ['50U101000C0000', 50],
  ['50U105000C0000', 40],
  ['50U801000C0000', 30],
  ['50U601000C0000', 30],
]

export interface PoolItem {
  readonly code: string
  readonly name: string
  readonly modality: string
  readonly side: string
  readonly contrast: string
  readonly rads: string
  readonly sex: string
  readonly ageFrom: number
  readonly ageTo: number
  /** Draws from here … */
  readonly low: number
  /** … to below here are this item. */
  readonly high: number
}

/** The items with what an exam of them is consistent with. */
export function itemPool(edition: Edition): readonly PoolItem[] {
  const rows = new Map(itemRows(edition, STARTING_WORKLOAD).map((row) => [String(row[0]), row]))
  let high = 0
  return SHARES.map(([code, share]) => {
    const row = rows.get(code.toUpperCase())
    if (row === undefined) throw new Error(`${code} is no item of the edition`)
    const low = high
    high += share
    const [, name, modality, , , , side, contrast, rads, sex, ageFrom, ageTo] = row.map(String)
    return {
      code,
      name: name ?? '',
      modality: modality ?? '',
      side: side ?? '',
      contrast: contrast ?? '',
      rads: rads ?? '',
      sex: sex ?? '',
      ageFrom: Number(ageFrom),
      ageTo: Math.min(95, Number(ageTo)),
      low,
      high,
    }
  })
}
