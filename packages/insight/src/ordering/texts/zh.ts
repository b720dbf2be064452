import type { ProblemTexts } from '@yingma/core'
import type { OrderNote } from '../order-note.ts'

export const zh: ProblemTexts<OrderNote> = {
  'order.unknown-item': ({ item, near }) =>
    `标准中没有项目 ${item}${near.length === 0 ? '' : `；相近的有 ${near.map(({ code, name }) => `${name}（${code}）`).join('、')}`}`,
  'order.unreadable': ({ text }) => `“${text}”读不出检查项目，未作核对`,
  'order.side-missing': ({ name, choices }) =>
    `“${name}”没有写明侧别；可选 ${choices.map((choice) => choice.name).join('、')}`,
  'order.recognisable': ({ name, institution, day, ageDays, windowDays, list }) =>
    `${name}：${institution} ${day} 的检查（${ageDays} 天前）在互认清单“${list}”的 ${windowDays} 天时限内，可以互认；如需重复，请选择理由`,
  'order.duplicate': ({ name, institution, day, ageDays }) =>
    `${name}：${ageDays} 天前（${day}）在${institution}做过相同或覆盖它的检查`,
  'order.twice': ({ name }) => `${name} 在本次医嘱中重复`,
  'order.covered': ({ name, by }) => `${name} 已包含在 ${by} 中`,
  'order.combine': ({ names, into }) => `${names.join('、')} 可以合并为 ${into.name}（${into.code}）`,
  'order.confusable-code': ({ text, item, meant, at }) =>
    `医嘱写的是“${text}”，编码 ${item.code} 却是 ${item.name}；是否应为 ${meant.name}（${meant.code}）？两者只差第 ${at} 位`,
  'order.text-differs': ({ text, item, meant }) =>
    `医嘱写的是“${text}”（${meant.name}），编码 ${item.code} 却是 ${item.name}`,
  'order.set': ({ name, missing }) => `属于组合“${name}”；还可一并开出 ${missing.map((item) => item.name).join('、')}`,
}
