import type { ProblemTexts } from '@yingma/core'
import type { UnpricedReason } from '../model/mapping.ts'
import { formatYuan } from '../model/money.ts'
import type { ChargeProblem } from './charge-problem.ts'

export const REASONS: Readonly<Record<UnpricedReason, string>> = {
  'no-price-item': 'the schedule has no item for it',
  'inside-price': 'it is inside the price of the scan',
  guidance: 'guidance, intervention and treatment are outside these tables',
  'other-chapter': 'it is charged in another chapter',
}

function place(p: { readonly file: string; readonly row: number }): string {
  return p.row === 0 ? p.file : `${p.file}:${p.row}`
}

export const en: ProblemTexts<ChargeProblem> = {
  'price-file-missing': (p) => `${place(p)}: file missing`,
  'price-json': (p) => `${place(p)}: not valid JSON (${p.detail})`,
  'price-column-missing': (p) => `${place(p)}: column "${p.column}" is missing`,
  'price-column-unknown': (p) => `${place(p)}: unknown column "${p.column}"`,
  'price-cell-count': (p) => `${place(p)}: ${p.expected} cells expected, ${p.found} found`,
  'price-cell': (p) => `${place(p)}: "${p.value}" in column "${p.column}" is not allowed; expected ${p.allowed}`,
  'price-field': (p) => `${place(p)}: "${p.field}" must be ${p.allowed}`,
  'price-inherits': (p) => `${place(p)}: the schedule ${p.schedule} that it builds on does not exist`,
  'price-code-form': (p) => `${p.schedule}: item code ${p.item} is not 15 digits`,
  'price-code-twice': (p) => `${p.schedule}: item code ${p.item} occurs twice`,
  'price-parent': (p) => `${p.schedule}: ${p.item} hangs on ${p.parent}, which does not exist`,
  'price-kind': (p) => `${p.schedule}: the code of ${p.item} does not fit the kind ${p.kind}`,
  'price-none': (p) => `${p.schedule}: ${p.item} has no price`,
  'price-rule-item': (p) => `${p.schedule}: rule ${p.rule} names ${p.item}, which does not exist`,
  'price-rule-kind': (p) => `${p.schedule}: rule ${p.rule} does not apply to ${p.item}`,
  'price-cap-unreachable': (p) =>
    `${p.schedule}: the cap of ${p.max} in rule ${p.rule} can never be reached (there are ${p.values} at most)`,
  'price-cap-hidden': (p) => `${p.schedule}: the cap in rule ${p.rule} is hidden by the conversion of rule ${p.by}`,
  'price-surcharge-unruled': (p) => `${p.schedule}: no rule says how often the surcharge ${p.item} is billed`,
  'price-switch': (p) => `${p.schedule}: the switch ${p.setting} has no value ${p.value}`,
  'price-vocabulary': (p) => `${p.schedule}: "${p.value}" in ${p.where} is not in the billing vocabulary`,
  'price-mapping-item': (p) => `${p.schedule}: ${p.where} names ${p.item}, which does not exist`,
  'price-dates': (p) => `${p.schedule}: the dates in force are not valid`,
  'price-overlap': (p) => `the schedules ${p.schedule} and ${p.other} overlap in time`,
  'price-not-reached': (p) => `${p.schedule}: no standard item leads to ${p.item}, and no reason is given`,
  'price-reached-yet-listed': (p) => `${p.schedule}: ${p.item} is listed as unreachable but is reached`,
  'price-above-ceiling': (p) => `${p.schedule}: the factor ${p.factor} lifts prices above their ceiling`,
  'price-table-line-missing': (p) => `${p.file}: ${p.item} is charged by ${p.price} too, which the table lacks`,
  'price-unknown-item': (p) => `there is no standard item ${p.item}`,
  'price-no-mapping': (p) => `the standard item ${p.item} has no billing mapping`,
  'price-unknown-price-item': (p) => `the schedule has no item ${p.item}`,
  'price-unknown-modifier': (p) => `unknown modifier ${p.modifier}`,
  'price-modifier-value': (p) => `the value of modifier ${p.modifier} is not valid`,
  'price-bad-count': (p) => `the count ${p.count} of ${p.item} is not a positive whole number`,
  'price-bad-date': (p) => `"${p.date}" is not a date`,
  'price-date-outside': (p) => `${p.date} is outside the time in force of ${p.schedule}`,
  'price-no-schedule': (p) => `${p.jurisdiction} has no schedule for ${p.date}`,
  'price-schedules-overlap': (p) => `several schedules are in force on ${p.date}: ${p.schedules.join(', ')}`,
  'price-nothing-asked': () => 'nothing to quote',
  'price-factor': (p) => `"${p.factor}" is not a valid factor`,
  'price-setting': (p) => `the switch ${p.setting} has no value ${p.value}`,
  'price-unpriced': (p) => `${p.item} has no price: ${REASONS[p.reason]}`,
  'price-partly-unpriced': (p) => `part of ${p.item} has no price: ${REASONS[p.reason]}`,
  'price-item-without-price': (p) => `the schedule gives no price for ${p.item}`,
  'price-modifier-without-price': (p) => `${p.item}: there is no surcharge for ${p.modifier} here`,
  'price-surcharge-dropped': (p) => `surcharge ${p.item} left out: its main item is not billed`,
  'price-not-listed': (p) => `${p.item}: "${p.value}" is not on the list; counted by the mapping table`,
  'price-part-not-said': (p) => `${p.item}: no part is said; counted as one`,
  'price-repeat': (p) => `${p.item}: done ${p.count} times in one exam, billed once`,
  'price-together': (p) =>
    `${p.a} and ${p.b} of one part are billed together; not forbidden by the text, please check (${p.rule})`,
  'price-default-colour': (p) =>
    `${p.item}: grey-scale or colour not said; taken as ${p.value === 'grey' ? 'grey-scale' : 'colour Doppler'}`,
  'price-images-not-uploaded': () => 'the images are not in the insurance system',
  'price-goods-included': (p) => `${p.name} is in the price and not billed apart (${p.rule})`,
  'price-goods-consent': (p) => `${p.name} is not billed without consent (${p.rule})`,
  'price-goods-unknown': (p) => `${p.name}: unknown kind of goods ${p.kind}`,
  'price-unknown-schedule': ({ schedule, schedules }) =>
    `there is no schedule '${schedule}'; there are ${schedules.join(', ')}`,
  'price-cell-unreadable': ({ file, row, header, value, wanted }) =>
    `${file} row ${row}, column '${header}': '${value}' is not ${wanted === 'count' ? 'a count (a whole number)' : 'an amount (yuan, two decimals at most)'}`,
  'price-name-unread': ({ name, state }) => `'${name}' gives no standard item (${state}): nothing is quoted`,
  'audit-closed': (p) => `suspicion ${p.suspicion} is closed`,
  'audit-text-empty': (p) => `suspicion ${p.suspicion}: a reason must be given`,
  'audit-bad-quantity': (p) => `the quantity of charge line ${p.line} is not a whole number other than nought`,
  'audit-refund-unmatched': (p) =>
    `the refund of charge line ${p.line} does not match what was charged: more is taken back, or an amount is left without a unit`,
  'simulate-count': (p) => `row ${p.row}: the count ${p.value} is not a whole number of zero or more`,
  'simulate-price': (p) => `row ${p.row}: the old price ${p.value / 100} is not an amount of zero or more`,
  'simulate-no-name': () => 'this row has no name (a heading, a sum …): it is in no total',
  'simulate-surcharge': (p) =>
    `"${p.name}" is a surcharge to which no single one of the schedule corresponds; the exam itself is charged by another row`,
  'simulate-successor': (p) =>
    `"${p.name}" does not settle its price; taken is one unit${p.unit === '' ? '' : ` (${p.unit})`} of ${p.item}, which follows the old price item ${p.old}`,
  'simulate-no-items': (p) => `"${p.name}" has no standard item (${p.state})`,
  'simulate-parts-without-item': (p) =>
    `${p.parts} part(s) of "${p.name}" have no standard item; the new price is without them`,
  'simulate-price-item': (p) =>
    `"${p.name}" is the price item ${p.item} itself; its price is that of one unit${p.unit === '' ? '' : ` (${p.unit})`}`,
  'simulate-unpriced-name': (p) => `"${p.name}" has no price: ${REASONS[p.reason]}`,
  'simulate-one-side': (p) => `"${p.name}" does not say the side; the price is for one side`,
  'simulate-open-same-price': (p) =>
    `the standard items of "${p.name}" are open (${p.state}), all readings cost the same`,
  'simulate-open-prices': (p) =>
    `the standard items of "${p.name}" are open (${p.state}); the readings cost ${formatYuan(p.fromCents)} to ${formatYuan(p.toCents)} yuan, none is taken`,
  'simulate-by-code': (p) =>
    `the name "${p.name}" settles no price; the code of its row is price item ${p.item}, and the price is that of one unit${p.unit === '' ? '' : ` (${p.unit})`}`,
  'simulate-price-unread': (p) =>
    `the price of "${p.name}", "${p.value}", is no amount and not taken: write one number, such as 189.00`,
  'simulate-no-old-price': (p) => `"${p.name}" has no old price`,
  'simulate-no-new-price': (p) => `"${p.name}" has no new price`,
  'simulate-not-certain': (p) => `the standard items of "${p.name}" need a look (${p.state})`,
  'simulate-no-successor': (p) => `the old price item ${p.item} of "${p.name}" has no successor`,
}
