import { formatYuan } from '../model/money.ts'
import type { StepTexts } from './step-texts.ts'

export const en: StepTexts = {
  merged: (s, w) => `${s.counted.en}: ${s.items.length} items are one unit of ${w.price(s.price)}, counted once`,
  absorbed: (s, w) =>
    `${s.counted.en} lies inside another region of the exam and is not counted again (${w.rule(s.rule)})`,
  attached: (s, w) =>
    `the surcharge hangs on ${w.price(s.host)}; no ${w.price(s.price)} of its own (${w.rule(s.rule)})`,
  excluded: (s, w) => `${w.price(s.by)} is billed, so ${w.price(s.price)} × ${s.units} is not (${w.rule(s.rule)})`,
  converted: (s, w) => `${w.price(s.price)} × ${s.units} becomes ${w.price(s.to)} (${w.rule(s.rule)})`,
  composed: (s, w) => `${w.price(s.price)} is taken in; ${w.price(s.to)} is billed instead (${w.rule(s.rule)})`,
  capped: (s, w) => `${w.price(s.price)} × ${s.units}, at most ${s.max} billed (${w.rule(s.rule)})`,
  'max-amount': (s, w) =>
    `${w.price(s.price)} in all at most: ${formatYuan(s.fromCents)} → ${formatYuan(s.toCents)} (${w.rule(s.rule)})`,
  'percent-after': (s, w) =>
    `${s.counted.en}: ${w.price(s.price)} after ${w.price(s.after)} of the same region at ${s.percent} %: ${formatYuan(s.fromCents)} → ${formatYuan(s.toCents)} (${w.rule(s.rule)})`,
  'percent-if': (s, w) =>
    `${s.counted.en}: one side only, ${w.price(s.price)} at ${s.percent} %: ${formatYuan(s.fromCents)} → ${formatYuan(s.toCents)} (${w.rule(s.rule)})`,
  tier: (s, w) =>
    `${w.price(s.price)} × ${s.units} in tiers: the first ${formatYuan(s.fromCents)}, together ${formatYuan(s.toCents)} (${w.rule(s.rule)})`,
  once: (s, w) =>
    `${w.price(s.price)}: asked for ${s.asked} times, billed ${s.billed === 1 ? 'once' : `${s.billed} times`} (${w.rule(s.rule)})`,
  reduced: (s, w) => `${formatYuan(s.cents)} off (${w.rule(s.rule)})`,
  counted: (s, w) => `${w.price(s.price)}: ${s.things} teeth make ${s.units} regions (${w.rule(s.rule)})`,
}
