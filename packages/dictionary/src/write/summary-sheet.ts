import { formatYuan } from '@yingma/charge'
import type { FormSheet } from '@yingma/tables'
import { type Dictionary, OUTCOMES, type Tally } from '../model/dictionary.ts'
import type { SheetTexts } from './sheet-texts.ts'

/** What the dictionary is, and the totals before and after. */
export function summarySheet(dictionary: Dictionary, texts: SheetTexts): FormSheet {
  const { reconciliation: totals, edition, schedule, items, questions } = dictionary
  const { total } = texts
  const tally = (what: string, { codes, exams, cents }: Tally, remark = ''): readonly string[] => [
    what,
    String(codes),
    String(exams),
    formatYuan(cents),
    remark,
  ]
  const line = (what: string, value: string): readonly string[] => [what, '', '', '', value]
  const after = OUTCOMES.map((kind) => totals.byOutcome[kind]).reduce((a, b) => ({
    codes: a.codes + b.codes,
    exams: a.exams + b.exams,
    cents: a.cents + b.cents,
  }))
  const whether = (agrees: boolean): string => (agrees ? total.agrees : total.differs)
  const { priced, explainedCents } = totals
  return {
    name: texts.summary,
    columns: Object.entries(texts.summaryColumns).map(([key, name]) => ({
      name,
      origin: 'ours',
      width: key === 'what' || key === 'value' ? 44 : 14,
      type: key === 'what' || key === 'value' ? 'text' : 'number',
    })),
    rows: [
      line(total.edition, edition),
      line(total.schedule, schedule ?? total.none),
      line(total.items, String(items.length)),
      line(total.questions, String(questions.length)),
      tally(total.before, totals.before),
      ...OUTCOMES.map((kind) => tally(texts.outcome[kind], totals.byOutcome[kind])),
      tally(total.after, after, whether(totals.agrees)),
      [total.performances, '', String(totals.performances), '', ''],
      [
        total.fromItems,
        '',
        String(totals.performancesOfItems),
        '',
        whether(totals.performances === totals.performancesOfItems),
      ],
      tally(`${total.priced}: ${total.old}`, { ...priced, cents: priced.oldCents }),
      tally(`${total.priced}: ${total.new}`, { ...priced, cents: priced.newCents }),
      [total.change, '', '', formatYuan(explainedCents), whether(priced.newCents - priced.oldCents === explainedCents)],
      tally(total.unpriced, totals.unpriced),
    ],
  }
}
