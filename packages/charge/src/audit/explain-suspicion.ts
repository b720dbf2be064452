import type { Language } from '@yingma/core'
import { formatYuan } from '../model/money.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import { kindById } from './kinds.ts'
import type { Evidence, Suspicion } from './model.ts'

type EvidenceTexts = {
  readonly [C in Evidence['code']]: (
    e: Extract<Evidence, { readonly code: C }>,
    name: (code: string) => string,
  ) => string
}

const percent = (cases: number, of: number): string => `${((cases / of) * 100).toFixed(1)}%`

const zh: EvidenceTexts = {
  'not-performed': (e, name) => `没有报告和影像，却收了${name(e.price)}`,
  'no-such-item': (e, name) => `检查项目中没有与${name(e.price)}相应的内容`,
  sex: (e) => `${e.sex === 'male' ? '男' : '女'}性患者检查${e.value}`,
  together: (e, name) => `${name(e.a)}与${name(e.b)}同次收取`,
  'film-consent': () => '未经同意收取胶片',
  films: (e) => `收胶片 ${e.charged} 张，打印 ${e.printed} 张`,
  abolished: (e, name) => `${name(e.price)}已取消，仍收 ${e.quantity} 次`,
  'full-price': (e, name) =>
    `${name(e.price)}应收 ${formatYuan(e.dueCents)} 元，实收 ${formatYuan(e.chargedCents)} 元（规则 ${e.rule}）`,
  quantity: (e, name) => `${name(e.price)}应计 ${e.due}，实计 ${e.charged}${e.rule === '' ? '' : `（规则 ${e.rule}）`}`,
  'unit-price': (e, name) =>
    `${name(e.price)}公布价 ${formatYuan(e.listedCents)} 元，实收单价 ${formatYuan(e.chargedCents)} 元`,
  amount: (e, name) => `${name(e.price)}应收 ${formatYuan(e.dueCents)} 元，实收 ${formatYuan(e.chargedCents)} 元`,
  device: (e, name) => `设备可收${e.allowed.map(name).join('、')}，实收${name(e.price)}`,
  guidance: (e, name) => `引导之外又收${name(e.price)}`,
  'no-indication': (e, name) =>
    `${e.prices.map(name).join('、')}没有指征记录；病历中写有指征即可申辩，是否普遍看科室占比`,
  rate: (e) => `${e.department}：${e.of} 例中 ${e.cases} 例（${percent(e.cases, e.of)}，阈值 ${e.threshold * 100}%）`,
}

const en: EvidenceTexts = {
  'not-performed': (e, name) => `neither report nor images, yet ${name(e.price)} was charged`,
  'no-such-item': (e, name) => `nothing in the exam corresponds to ${name(e.price)}`,
  sex: (e) => `${e.value} examined in a ${e.sex} patient`,
  together: (e, name) => `${name(e.a)} and ${name(e.b)} charged in one exam`,
  'film-consent': () => 'film charged without consent',
  films: (e) => `${e.charged} films charged, ${e.printed} printed`,
  abolished: (e, name) => `${name(e.price)} is abolished, yet charged ${e.quantity} times`,
  'full-price': (e, name) =>
    `${name(e.price)}: due ${formatYuan(e.dueCents)}, charged ${formatYuan(e.chargedCents)} (rule ${e.rule})`,
  quantity: (e, name) =>
    `${name(e.price)}: due × ${e.due}, charged × ${e.charged}${e.rule === '' ? '' : ` (rule ${e.rule})`}`,
  'unit-price': (e, name) =>
    `${name(e.price)}: listed ${formatYuan(e.listedCents)}, charged ${formatYuan(e.chargedCents)} each`,
  amount: (e, name) => `${name(e.price)}: due ${formatYuan(e.dueCents)}, charged ${formatYuan(e.chargedCents)}`,
  device: (e, name) => `the device is charged as ${e.allowed.map(name).join(', ')}, not as ${name(e.price)}`,
  guidance: (e, name) => `${name(e.price)} charged beside guidance`,
  'no-indication': (e, name) =>
    `no indication is given for ${e.prices.map(name).join(', ')}; an indication in the medical record rebuts it, and whether it is the rule shows in the share of the department`,
  rate: (e) => `${e.department}: ${e.cases} of ${e.of} (${percent(e.cases, e.of)}, threshold ${e.threshold * 100}%)`,
}

const TEXTS: Readonly<Record<Language, EvidenceTexts>> = { zh, en }

/** Says a suspicion in one language: the kind, then its evidence. `schedules` give the names of the price items. */
export function explainSuspicion(
  suspicion: Suspicion,
  schedules: readonly PriceSchedule[],
  language: Language,
): readonly string[] {
  const name = (code: string): string => {
    const item = schedules.map((s) => s.byCode.get(code)).find((i) => i !== undefined)
    if (item === undefined) return code
    return language === 'en' && item.nameEn !== '' ? item.nameEn : item.name
  }
  const texts = TEXTS[language] as unknown as Readonly<
    Record<string, (e: Evidence, name: (code: string) => string) => string>
  >
  const title = kindById.get(suspicion.kind)?.title[language] ?? suspicion.kind
  return [title, ...suspicion.evidence.map((e) => texts[e.code]?.(e, name) ?? e.code)]
}
