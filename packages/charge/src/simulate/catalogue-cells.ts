import { type Cents, parseYuan } from '../model/money.ts'

/** Cells that say that there is no price. */
const NO_PRICE: ReadonlySet<string> = new Set(['', '/', '-', '—', '--', '无', '暂无', '市场调节价', '自主定价'])

const OLD_PRICE =
  /^(?:原价|原价格|原收费|原收费标准|旧价|旧价格|调整前|调整前价格|现行价|现行价格|现价|oldprice|priceold)$/u

/** Whether a header says that its column holds old prices; those in brackets behind it (元) say nothing. */
export function isOldPriceHeader(header: string): boolean {
  const key = header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\(.*?\)|[\s_\-./]/gu, '')
  return OLD_PRICE.test(key)
}

/** The number of exams of a cell, also below nought (which a simulation refuses by its row); one for an empty cell, null for what is no whole number. */
export function countOfCell(text: string): number | null {
  if (text === '') return 1
  const plain = text.replaceAll(',', '').replace(/\.0+$/u, '')
  return /^-?\d{1,15}$/u.test(plain) ? Number(plain) : null
}

/** Yuan as lists write them (`¥1,600.00元`); null for no price, undefined for what is no amount. */
export function centsOfCell(text: string): Cents | null | undefined {
  if (NO_PRICE.has(text)) return null
  const plain = text
    .normalize('NFKC')
    .replace(/^[¥￥]|元$/gu, '')
    .replaceAll(',', '')
    .trim()
  const short = plain.replace(/(\.\d\d)0+$/u, '$1')
  return parseYuan(short) ?? undefined
}
