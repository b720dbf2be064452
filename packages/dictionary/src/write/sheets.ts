import { formatYuan } from '@yingma/charge'
import type { Language } from '@yingma/core'
import type { FormColumn, FormSheet } from '@yingma/tables'
import { chargesText } from '../build/field-value.ts'
import type { Crossed, Dictionary, DictionaryItem } from '../model/dictionary.ts'
import { renderQuestion } from '../problems/question-texts.ts'
import { type SheetTexts, sheetTexts, sideText } from './sheet-texts.ts'
import { summarySheet } from './summary-sheet.ts'

const WIDTHS: Readonly<Record<string, number>> = {
  code: 20,
  item: 20,
  name: 36,
  nameEn: 36,
  oldName: 36,
  itemName: 36,
  chargeName: 30,
  names: 50,
  aliases: 40,
  preparation: 30,
  safety: 30,
  text: 110,
  codes: 40,
  charges: 30,
}
const NUMBERS: ReadonlySet<string> = new Set([
  'exams',
  'minutes',
  'price',
  'row',
  'oldPrice',
  'newPrice',
  'difference',
  'quantity',
  'amount',
])

/** The columns of a sheet: keys in order, headers from the texts; all cells are ours and made harmless for Excel. */
export function columnsOf(headers: Readonly<Record<string, string>>): readonly FormColumn[] {
  return Object.entries(headers).map(([key, name]) => ({
    name,
    origin: 'ours',
    width: WIDTHS[key] ?? 14,
    type: NUMBERS.has(key) ? 'number' : 'text',
  }))
}

/** The sheets of the workbook. A draft says so above every header and in every sheet's name. */
export function dictionarySheets(dictionary: Dictionary, date: string, language: Language): readonly FormSheet[] {
  const texts = sheetTexts(language)
  const names = new Map(dictionary.items.map(({ code, name }) => [code, name]))
  const nameOf = (code: string): string => names.get(code) ?? code
  const sheets: readonly Omit<FormSheet, 'above'>[] = [
    summarySheet(dictionary, texts),
    {
      name: texts.dictionary,
      columns: columnsOf(texts.dictionaryColumns),
      rows: dictionary.items.map((item) => itemCells(item, texts)),
    },
    {
      name: texts.crosswalk,
      columns: columnsOf(texts.crosswalkColumns),
      rows: dictionary.crossed.flatMap((one) => crosswalkRows(one, nameOf, texts)),
    },
    { name: texts.prices, columns: columnsOf(texts.priceColumns), rows: dictionary.items.flatMap(priceRows) },
    {
      name: texts.questions,
      columns: columnsOf(texts.questionColumns),
      rows: dictionary.questions.map((question) => [
        question.code.slice('question-'.length),
        renderQuestion(question, language),
        'old' in question ? question.old : 'item' in question ? question.item : '',
      ]),
    },
    {
      name: texts.changes,
      columns: columnsOf(texts.changeColumns),
      rows: dictionary.changes.map(({ kind, old, oldName, items, exams }) => [
        texts.change[kind],
        old,
        oldName,
        items.join('+'),
        items.map(nameOf).join(' + '),
        String(exams),
      ]),
    },
    {
      name: texts.sets,
      columns: columnsOf(texts.setColumns),
      rows: dictionary.sets.map(({ id, name, nameEn, codes, source, example, from }) => [
        id,
        name,
        nameEn,
        codes.join('+'),
        codes.map(nameOf).join(' + '),
        example ? texts.example : source,
        texts.setFrom[from],
      ]),
    },
    {
      name: texts.protocols,
      columns: columnsOf(texts.protocolColumns),
      rows: dictionary.protocols.map(({ item, itemName, device, station, protocol, from, exams, state }) => [
        item,
        itemName,
        device,
        station,
        protocol,
        texts.protocolFrom[from],
        String(exams),
        state,
      ]),
    },
  ]
  const { draft, parallel, questions, institution } = dictionary
  const above = [
    draft ? texts.draft(questions.length) : texts.approved(institution, date),
    ...(parallel === null ? [] : [texts.parallel(parallel.from, parallel.to)]),
  ]
  const mark = draft ? (language === 'zh' ? '草稿 ' : 'DRAFT ') : ''
  return sheets.map((sheet) => ({ ...sheet, name: `${mark}${sheet.name}`, above }))
}

function itemCells(item: DictionaryItem, texts: SheetTexts): readonly string[] {
  return [
    item.code,
    item.name,
    item.nameEn,
    item.pinyin,
    item.modality,
    item.device,
    item.room,
    item.part,
    sideText(item.side, texts),
    texts.contrast[item.contrast] ?? item.contrast,
    item.minutes === null ? '' : String(item.minutes),
    item.preparation,
    item.safety,
    item.aliases.join('、').slice(0, 30_000),
    chargesText(item.charges),
    item.priceCents === null ? '' : formatYuan(item.priceCents),
    item.insurance.join('+'),
    item.active ? texts.yes : texts.no,
    item.parent ?? '',
    item.kind === 'local' ? item.components.join('+') : '',
    texts.itemFrom[item.from],
    String(item.exams),
    item.oldCodes.join('+').slice(0, 30_000),
  ]
}

/**
 * One row for each new item of an old code, one row for an old code without item. Exams and money stand on the first row
 * of an old code only, so that the columns add up to the totals.
 */
function crosswalkRows(
  { entry, answer, newCents, newPartial }: Crossed,
  nameOf: (code: string) => string,
  texts: SheetTexts,
): readonly (readonly string[])[] {
  const targets =
    answer.kind === 'items'
      ? answer.codes.map((code) => ({ code, when: '' }))
      : answer.kind === 'by-column'
        ? answer.choices.flatMap(({ cell, codes }) =>
            codes.map((code) => ({ code, when: `${answer.column} = ${cell}` })),
          )
        : [{ code: '', when: '' }]
  const yuan = (cents: number | null): string => (cents === null ? '' : formatYuan(cents))
  const difference = entry.priceCents === null || newCents === null || newPartial ? null : newCents - entry.priceCents
  return targets.map(({ code, when }, i) => [
    String(entry.row),
    entry.code,
    entry.name,
    entry.modality,
    i === 0 ? String(entry.exams) : '',
    i === 0 ? yuan(entry.priceCents) : '',
    texts.outcome[answer.kind],
    when,
    code,
    code === '' ? '' : nameOf(code),
    i === 0 ? yuan(newCents) : '',
    i === 0 ? yuan(difference) : '',
    'by' in answer ? texts.by[answer.by] : answer.kind === 'by-column' ? texts.by.decision : '',
  ])
}

function priceRows(item: DictionaryItem): readonly (readonly string[])[] {
  return item.charges.map((line) => [
    item.code,
    item.name,
    line.code,
    line.name,
    line.unit,
    String(line.quantity),
    formatYuan(line.amountCents),
    line.insuranceClass,
    line.insurance,
  ])
}
