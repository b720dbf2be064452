import { formatYuan } from '@yingma/charge'
import { type Catalogue, createRender } from '@yingma/core'
import type { Question } from '../model/dictionary.ts'

const some = (list: readonly string[], separator: string, more: (rest: number) => string): string =>
  list.length > 6 ? `${list.slice(0, 6).join(separator)}${more(list.length - 6)}` : list.join(separator)
const manyZh = (list: readonly string[]): string => some(list, '、', (rest) => ` 等，另有 ${rest} 个`)
const manyEn = (list: readonly string[]): string => some(list, ', ', (rest) => ` and ${rest} more`)

/** What has to be settled, and how. */
export const questionCatalogue: Catalogue<Question> = {
  zh: {
    'question-undecided': ({ row, old, name, state, suggested, exams }) =>
      `第 ${row} 行 ${old} “${name}”（${exams} 人次）没有决定，读法为 ${state}${suggested.length === 0 ? '' : `，候选 ${suggested.join('、')}`}：请在审核工作簿里选定项目，或填 no-item、not-exam`,
    'question-no-code': ({ row, name }) =>
      `第 ${row} 行“${name}”没有本院编码：请在旧字典里补上编码，否则新系统无法对应`,
    'question-no-name': ({ row, old, exams }) =>
      `第 ${row} 行编码 ${old}（${exams} 人次）没有名称：请在旧字典里补上名称，或按编码填写决定`,
    'question-code-twice': ({ row, old, name, first, firstName }) =>
      `编码 ${old} 在第 ${first} 行是“${firstName}”，在第 ${row} 行是“${name}”，意思不同：请在旧字典里分开编码`,
    'question-code-damaged': ({ row, old, name }) =>
      `第 ${row} 行“${name}”的编码 ${old} 被电子表格改成了科学记数，位数已丢失：请以文本格式重新导出`,
    'question-bad-price': ({ row, old, price }) =>
      `第 ${row} 行 ${old} 的价格“${price}”读不出金额：请改为数字（元，最多两位小数）`,
    'question-prices-differ': ({ item, itemName, olds, prices }) =>
      `${manyZh(olds)} 将合为同一项目 ${itemName}（${item}），而旧价不同：${prices.map((cents) => `${formatYuan(cents)} 元`).join('、')}。请统一价格、分成不同项目，或在设置的 priceMergesAccepted 里写明以新价为准的理由`,
    'question-no-price': ({ item, itemName, partial }) =>
      `${item} ${itemName} ${partial ? '只有一部分有价格' : '没有价格'}：请补充物价对应，或在设置的 withoutPriceAccepted 里写明理由`,
    'question-column-too-short': ({ target, column, length, needed, item }) =>
      `${target} 的列 ${column} 长度 ${length}，放不下代码 ${item}（需要 ${needed}）：请厂商把该列加长到 ${needed} 以上，代码不能截断`,
    'question-value-too-long': ({ target, field, column, length, actual, item, value }) =>
      `${target} 的列 ${column} 长度 ${length}，放不下 ${item} 的${field === 'name' ? '名称' : ` ${field} `}“${value}”（${actual}）：${field === 'name' ? '请加长该列，或在设置的 shortNames 里给出简称' : '请加长该列，或在设置里允许截短（cut）'}`,
    'question-name-twice': ({ name, items }) => `${items.join('、')} 的名称都是“${name}”：请改本院项目的名称`,
    'question-old-code-is-new': ({ old, name, item }) =>
      `旧编码 ${old}（“${name}”）与新代码 ${item} 相同，含义不同：请先改掉旧编码`,
  },
  en: {
    'question-undecided': ({ row, old, name, state, suggested, exams }) =>
      `row ${row}: ${old} '${name}' (${exams} exams) is not decided, it reads as ${state}${suggested.length === 0 ? '' : `, candidates ${suggested.join(', ')}`}: choose its items in the review workbook, or no-item or not-exam`,
    'question-no-code': ({ row, name }) =>
      `row ${row}: '${name}' has no code of the hospital: give it one in the old dictionary, or nothing can be matched later`,
    'question-no-name': ({ row, old, exams }) =>
      `row ${row}: the code ${old} (${exams} exams) has no name: give it one in the old dictionary, or decide on the code`,
    'question-code-twice': ({ row, old, name, first, firstName }) =>
      `the code ${old} is '${firstName}' in row ${first} and '${name}' in row ${row}, which means something else: give them codes of their own`,
    'question-code-damaged': ({ row, old, name }) =>
      `row ${row}: the code ${old} of '${name}' was made a number by a spreadsheet and lost digits: export the table again with the column as text`,
    'question-bad-price': ({ row, old, price }) =>
      `row ${row}: the price '${price}' of ${old} is no amount: write a number in yuan with at most two decimals`,
    'question-prices-differ': ({ item, itemName, olds, prices }) =>
      `${manyEn(olds)} would become the one item ${itemName} (${item}) with different old prices: ${prices.map((cents) => `${formatYuan(cents)} yuan`).join(', ')}. Agree on one, keep them apart, or say in priceMergesAccepted of the settings why the new price holds`,
    'question-no-price': ({ item, itemName, partial }) =>
      `${item} ${itemName} has ${partial ? 'a price for a part of it only' : 'no price'}: complete the mapping of prices, or say in withoutPriceAccepted of the settings what holds instead`,
    'question-column-too-short': ({ target, column, length, needed, item }) =>
      `column ${column} of ${target} holds ${length}, the code ${item} needs ${needed}: have the vendor widen it, a code cannot be cut`,
    'question-value-too-long': ({ target, field, column, length, actual, item, value }) =>
      `column ${column} of ${target} holds ${length}, the ${field} of ${item} '${value}' needs ${actual}: widen it, or ${field === 'name' ? 'give a shorter name in shortNames of the settings' : 'allow cutting (cut) in the settings'}`,
    'question-name-twice': ({ name, items }) =>
      `${items.join(', ')} have the same name '${name}': rename the hospital's own`,
    'question-old-code-is-new': ({ old, name, item }) =>
      `the old code ${old} ('${name}') is also the new code ${item} of something else: change the old code first`,
  },
}

export const renderQuestion = createRender(questionCatalogue)
