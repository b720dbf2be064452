import { type Cents, parseYuan } from '../model/money.ts'

/** Cells that say that there is no price. */
const NO_PRICE: ReadonlySet<string> = new Set([
  '',
  '/',
  '-',
  '—',
  '--',
  '——',
  '无',
  '暂无',
  '市场调节价',
  '自主定价',
  '自主制定',
  '不单独收费',
])

const OLD_PRICE =
  /^(?:原价|原价格|原收费|原收费标准|旧价|旧价格|调整前|调整前价格|现行价|现行价格|现价|oldprice|priceold)$/u

/** Whether a header says that its column holds old prices; those in brackets behind it (元) say nothing. */
export function isOldPriceHeader(header: string): boolean {
  return OLD_PRICE.test(foldHeader(header))
}

function foldHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\(.*?\)|[\s_\-./]/gu, '')
}

/** Whether a header says that its column holds codes: of the list itself, of the insurance, of a price catalogue. */
export function isCodeHeader(header: string): boolean {
  return /(?:编码|代码|编号|code)$/u.test(foldHeader(header))
}

/** Words of a count behind its number. */
const COUNTED = /(?:人次|例次|次|例|人|件)$/u

/**
 * The number of exams of a cell (`1,200`, `88人次`), also below nought (which a simulation refuses by its row); one for an empty
 * cell, null for what is no whole number.
 */
export function countOfCell(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(/[,\s]/gu, '').replace(COUNTED, '').replace(/\.0+$/u, '')
  if (plain === '') return text.trim() === '' ? 1 : null
  return /^-?\d{1,15}$/u.test(plain) ? Number(plain) : null
}

/** Before an amount: currency, and what a list writes before the amount of a surcharge. */
const BEFORE_AMOUNT = /^(?:加收|\+)?(?:人民币|rmb|cny|[¥￥])?/iu
/** Behind an amount: its currency and what it is for (`元/部位`, `/次`, `元每片`). */
const BEHIND_AMOUNT = /(?:元整?|圆)?(?:(?:\/|每)[\p{Script=Han}·]{1,12})?$/u

/**
 * Yuan as lists write them (`¥1,600.00元`, `189元/部位`, `加收30`); null for no price, undefined for what is no amount: shares
 * (`加收20%`), ranges, words.
 */
export function centsOfCell(text: string): Cents | null | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[,\s]/gu, '')
  if (NO_PRICE.has(plain)) return null
  const amount = plain.replace(BEFORE_AMOUNT, '').replace(BEHIND_AMOUNT, '')
  const short = amount.replace(/(\.\d\d)0+$/u, '$1')
  return parseYuan(short) ?? undefined
}
