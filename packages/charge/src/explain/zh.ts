import { formatYuan } from '../model/money.ts'
import type { StepTexts } from './step-texts.ts'

export const zh: StepTexts = {
  merged: (s, w) => `${s.counted.zh}：${s.items.length} 个项目同属${w.price(s.price)}的一个计价单位，只计一次`,
  absorbed: (s, w) => `${s.counted.zh}已含在所属部位内，不另计（${w.rule(s.rule)}）`,
  attached: (s, w) => `加收随${w.price(s.host)}计，不另计${w.price(s.price)}（${w.rule(s.rule)}）`,
  excluded: (s, w) => `已收${w.price(s.by)}，不再收${w.price(s.price)} ${s.units} 个（${w.rule(s.rule)}）`,
  converted: (s, w) => `${s.units} 个${w.price(s.price)}换算为${w.price(s.to)}（${w.rule(s.rule)}）`,
  composed: (s, w) => `${w.price(s.price)}并入，改收${w.price(s.to)}（${w.rule(s.rule)}）`,
  capped: (s, w) => `${w.price(s.price)} ${s.units} 个，最多计 ${s.max} 个（${w.rule(s.rule)}）`,
  'max-amount': (s, w) =>
    `${w.price(s.price)}累计封顶：${formatYuan(s.fromCents)} → ${formatYuan(s.toCents)}（${w.rule(s.rule)}）`,
  'percent-after': (s, w) =>
    `${s.counted.zh}：同部位${w.price(s.after)}之后的${w.price(s.price)}按 ${s.percent}%：${formatYuan(s.fromCents)} → ${formatYuan(s.toCents)}（${w.rule(s.rule)}）`,
  'percent-if': (s, w) =>
    `${s.counted.zh}：只做一侧，${w.price(s.price)}按 ${s.percent}%：${formatYuan(s.fromCents)} → ${formatYuan(s.toCents)}（${w.rule(s.rule)}）`,
  tier: (s, w) =>
    `${w.price(s.price)} ${s.units} 个分段计价：首个 ${formatYuan(s.fromCents)}，合计 ${formatYuan(s.toCents)}（${w.rule(s.rule)}）`,
  once: (s, w) => `${w.price(s.price)}：涉及 ${s.asked} 个，只收 ${s.billed} 次（${w.rule(s.rule)}）`,
  reduced: (s, w) => `减收 ${formatYuan(s.cents)}（${w.rule(s.rule)}）`,
  counted: (s, w) => `${w.price(s.price)}：${s.things} 个牙位合 ${s.units} 个部位（${w.rule(s.rule)}）`,
}
