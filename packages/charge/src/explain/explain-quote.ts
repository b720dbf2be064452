import type { Language } from '@yingma/core'
import { formatYuan } from '../model/money.ts'
import type { PriceLine, Quote, QuoteStep } from '../model/quote.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import { renderChargeProblem } from '../problems/charge-problem.ts'
import { en } from './en.ts'
import type { StepTexts, Words } from './step-texts.ts'
import { zh } from './zh.ts'

export const stepTexts: Readonly<Record<Language, StepTexts>> = { zh, en }

/** A quote in words, part by part; every yuan has a line and every rule that acted a sentence. */
export interface Explanation {
  readonly lines: readonly string[]
  readonly steps: readonly string[]
  /** What has no price, then what the reader must know. */
  readonly remarks: readonly string[]
  readonly total: string
}

/** Says a quote in one language. `schedule` is the one that made it. */
export function explainQuote(quote: Quote, schedule: PriceSchedule, language: Language): Explanation {
  const words = wordsOf(schedule, language)
  const remarks = [...quote.unpriced, ...quote.warnings].map((problem) => renderChargeProblem(problem, language))
  const amount = formatYuan(quote.totalCents)
  const total = {
    zh: `合计 ${amount} 元${quote.partial ? '（不含没有价格的部分）' : ''}`,
    en: `total ${amount} yuan${quote.partial ? ' (without what has no price)' : ''}`,
  }[language]
  return {
    lines: quote.lines.map((line) => lineText(line, words, language)),
    steps: quote.steps.map((step) => stepText(step, words, language)),
    remarks,
    total,
  }
}

/** Says what one rule did. */
export function explainStep(step: QuoteStep, schedule: PriceSchedule, language: Language): string {
  return stepText(step, wordsOf(schedule, language), language)
}

function stepText(step: QuoteStep, words: Words, language: Language): string {
  // Each text takes its own member of the union, found by the code.
  const texts = stepTexts[language] as unknown as Readonly<Record<string, (step: QuoteStep, words: Words) => string>>
  const text = texts[step.code]
  if (text === undefined) throw new Error(`no ${language} text for the step ${step.code}`)
  return text(step, words)
}

function lineText(line: PriceLine, words: Words, language: Language): string {
  const what = line.code === '' ? words.rule(line.rules[0] ?? '') : `${line.code} ${words.price(line.code)}`
  const percent = line.percent === 100 ? '' : ` × ${line.percent}%`
  const sum = `${formatYuan(line.unitCents)} × ${line.quantity}${percent} = ${formatYuan(line.amountCents)}`
  const counted = line.counted.map((c) => c[language]).join(language === 'zh' ? '、' : ', ')
  const rules = line.rules.join(', ')
  const behind = [counted, rules].filter((text) => text !== '').join('; ')
  if (behind === '') return language === 'zh' ? `${what}：${sum}` : `${what}: ${sum}`
  return language === 'zh' ? `${what}：${sum}（${behind.replaceAll('; ', '；')}）` : `${what}: ${sum} (${behind})`
}

function wordsOf(schedule: PriceSchedule, language: Language): Words {
  return {
    price: (code) => {
      const item = schedule.byCode.get(code)
      if (item === undefined) return code
      return language === 'en' && item.nameEn !== '' ? item.nameEn : item.name
    },
    rule: (id) => {
      const rule = schedule.rules.find((r) => r.id === id)
      return rule === undefined ? id : `${id} ${rule.title[language]}`
    },
  }
}
