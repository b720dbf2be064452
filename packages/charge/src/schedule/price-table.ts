import type { Edition, Language } from '@yingma/core'
import { fixedYuan } from '../model/money.ts'
import { REASONS as REASONS_EN } from '../problems/en.ts'
import { REASONS as REASONS_ZH } from '../problems/zh.ts'
import type { Pricer } from '../quote/create-pricer.ts'
import type { ReportTable } from '../simulate/simulation-tables.ts'

/** Headers of the table, in both languages. */
export const PRICE_TABLE_HEADERS: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    '检查项目编码',
    '检查项目名称',
    '医保价格项目编码',
    '价格项目名称',
    '类别',
    '计价单位',
    '数量',
    '单价',
    '比例',
    '金额',
    '医保类别',
    '执行日期',
    '截止日期',
    '把握',
    '说明',
  ],
  en: [
    'item code',
    'item',
    'insurance price code',
    'price item',
    'kind',
    'unit',
    'quantity',
    'unit price',
    'percent',
    'amount',
    'insurance class',
    'valid from',
    'valid to',
    'certainty',
    'remark',
  ],
}

/**
 * The table that price offices ask for: every standard item with the price items it is charged by when done alone, one row a
 * price line; an item without a price has one row that says why.
 */
export function priceTable(edition: Edition, pricer: Pricer, language: Language): ReportTable {
  const { schedule } = pricer
  const reasons = language === 'zh' ? REASONS_ZH : REASONS_EN
  const rows = edition.items.flatMap((item) => {
    const name = language === 'zh' ? item.name : item.nameEn
    const quote = pricer.quote({ date: schedule.validFrom, items: [{ code: item.code }] })
    if (!quote.ok) return []
    const why = quote.unpriced.map((p) => ('reason' in p ? reasons[p.reason] : '')).join(' ')
    if (quote.lines.length === 0) return [[item.code, name, ...Array.from({ length: 12 }, () => ''), why]]
    return quote.lines.map((line) => [
      item.code,
      name,
      line.code,
      language === 'en' && line.nameEn !== '' ? line.nameEn : line.name,
      line.kind,
      line.unit,
      String(line.quantity),
      fixedYuan(line.unitCents),
      String(line.percent),
      fixedYuan(line.amountCents),
      line.insuranceClass,
      schedule.validFrom,
      schedule.validTo ?? '',
      line.certainty,
      why,
    ])
  })
  return {
    title: schedule.title[language],
    header: PRICE_TABLE_HEADERS[language],
    rows,
    counts: [6, 8],
    amounts: [7, 9],
  }
}
