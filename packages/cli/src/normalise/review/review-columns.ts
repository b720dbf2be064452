import type { Language } from '@yingma/core'

export const REVIEW_COLUMNS = [
  'group',
  'exams',
  'state',
  'why',
  'localCode',
  'name',
  'modality',
  'columns',
  'decision',
  'note',
] as const

export type ReviewColumn = (typeof REVIEW_COLUMNS)[number]

/** Picks that a row offers, each in a column of its own behind the others. */
export const CHOICES = 8

/** Headers of the review workbook; read back in either language. */
export const REVIEW_HEADERS: Readonly<Record<Language, Readonly<Record<ReviewColumn, string>>>> = {
  zh: {
    group: '组',
    exams: '人次',
    state: '状态',
    why: '原因',
    localCode: '本院编码',
    name: '名称',
    modality: '设备类型',
    columns: '其他列',
    decision: '决定',
    note: '备注',
  },
  en: {
    group: 'group',
    exams: 'exams',
    state: 'state',
    why: 'why',
    localCode: 'local code',
    name: 'name',
    modality: 'modality',
    columns: 'other columns',
    decision: 'decision',
    note: 'note',
  },
}

export function choiceHeader(number: number, language: Language): string {
  return language === 'zh' ? `候选${number}` : `choice ${number}`
}

/** How to fill the workbook in: the second sheet. */
export const REVIEW_HELP: Readonly<
  Record<Language, { readonly sheet: string; readonly title: string; readonly lines: readonly string[] }>
> = {
  zh: {
    sheet: '说明',
    title: '如何填写',
    lines: [
      '在“决定”一列从下拉列表里选，或自己填写；空着表示暂不决定。',
      '可以填：一个或几个标准代码（用 + 连接，后面的名称可有可无）、no-item（标准里没有）、not-exam（不是影像检查）。',
      '{side} 表示由侧别列决定左、右、双侧。',
      '同一组的名称读法相同，可一并填写。名称、本院编码、设备类型各列请勿改动。',
      '填好后：yingma normalise --decisions 本文件 --institution 医院.json',
    ],
  },
  en: {
    sheet: 'help',
    title: 'How to fill this in',
    lines: [
      "Pick in the column 'decision', or type; an empty cell decides nothing.",
      'It takes one or several standard codes (joined by +, names behind them or not), no-item (the standard has none), or not-exam.',
      '{side} leaves left, right or both to the side column.',
      'Names of one group are read in the same way. Leave name, local code and modality as they are.',
      'Then: yingma normalise --decisions THIS-FILE --institution HOSPITAL.json',
    ],
  },
}
