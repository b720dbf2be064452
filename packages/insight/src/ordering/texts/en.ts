import type { ProblemTexts } from '@yingma/core'
import type { OrderNote } from '../order-note.ts'

export const en: ProblemTexts<OrderNote> = {
  'order.unknown-item': ({ item, near }) =>
    `the standard has no item ${item}${near.length === 0 ? '' : `; near it are ${near.map(({ code, name }) => `${name} (${code})`).join(', ')}`}`,
  'order.unreadable': ({ text }) => `no exam can be read from '${text}': it was not checked`,
  'order.side-missing': ({ name, choices }) =>
    `'${name}' does not say the side; there are ${choices.map((choice) => choice.name).join(', ')}`,
  'order.recognisable': ({ name, institution, day, ageDays, windowDays, list }) =>
    `${name}: the exam of ${day} at ${institution} (${ageDays} days ago) is within the ${windowDays} days of the recognition list '${list}' and can be recognised; choose a reason to repeat it`,
  'order.duplicate': ({ name, institution, day, ageDays }) =>
    `${name}: the same or a covering exam was done ${ageDays} days ago (${day}) at ${institution}`,
  'order.twice': ({ name }) => `${name} is ordered twice`,
  'order.covered': ({ name, by }) => `${name} is part of ${by}`,
  'order.combine': ({ names, into }) => `${names.join(' and ')} can be one exam: ${into.name} (${into.code})`,
  'order.confusable-code': ({ text, item, meant, at }) =>
    `the order says '${text}', but code ${item.code} is ${item.name}; is ${meant.name} (${meant.code}) meant? They differ in character ${at} only`,
  'order.text-differs': ({ text, item, meant }) =>
    `the order says '${text}' (${meant.name}), but code ${item.code} is ${item.name}`,
  'order.set': ({ nameEn, missing }) =>
    `belongs to the set '${nameEn}', which also has ${missing.map((item) => item.name).join(', ')}`,
}
