import { modalityWord } from './modality-word.ts'

/** What the non-empty cells of a column look like, as shares between 0 and 1. */
export interface ColumnLook {
  readonly filled: number
  readonly distinct: number
  readonly examName: number
  readonly modality: number
  readonly sex: number
  readonly side: number
  readonly number: number
  /** As lists of prices and counts write them: with what the amount is for (`189元/部位`), shares, words for no price. */
  readonly amount: number
  readonly code: number
  /** Mean number of characters. */
  readonly length: number
}

const EXAM_WORD =
  /(?:^|[^A-Za-z])(?:CT|CTA|CTV|MRI?|MRA|MRCP|DR|CR|DSA|PET|SPECT|ECT|XR|US|X-?RAY|ULTRASOUND|CHEST|ABDOMEN|PELVIS|SPINE|KNEE|BRAIN|HEAD)(?:[^A-Za-z]|$)|平扫|平掃|增强|增強|扫描|掃描|成像|摄影|攝影|造影|超声|超聲|彩超|B超|核磁|磁共振|X线|X線|X光|正位|侧位|側位|正侧|斜位|拍片|照片|胸片|显像|骨密度|钼靶|鉬靶|透视|三维重建|断层/i
const SIDE = /^(?:[左右双雙](?:侧|側)?|[lrb]|left|right|both|bilateral)$/i
const SEX = new Set(['男', '女', 'm', 'f', 'male', 'female', '男性', '女性', '未知', 'o', 'u', '1', '2', '0', '9'])
/** Prices come with their currency. */
const NUMBER = /^[-+￥¥]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%元]?$/
const AMOUNT =
  /^(?:加收|减收)?[-+￥¥]?\s*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*[%元圆]?(?:\s*(?:\/|每)\s*[\p{Script=Han}·]{1,12}|人次|例次|[次例人件])?$|^(?:[-—/]+|无|暂无|市场调节价|自主定价|自主制定|免费)$/u
const CODE = /^(?=.*\d)[A-Z0-9][A-Z0-9._\-/]{2,24}$/i

/** Looks at the cells of one column of the sample. */
export function lookAt(cells: readonly string[]): ColumnLook {
  const values = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const share = (test: (value: string) => boolean): number =>
    values.length === 0 ? 0 : values.filter(test).length / values.length
  const numeric = share((value) => /[^0-9]/.test(value))
  return {
    filled: values.length,
    distinct: new Set(values).size,
    examName: share((value) => EXAM_WORD.test(value) && modalityWord(value) === undefined),
    modality: share((value) => modalityWord(value) !== undefined),
    // Digits alone say nothing: counts of 1 and 2 are no sexes.
    sex: numeric === 0 ? 0 : share((value) => SEX.has(value.toLowerCase())),
    side: share((value) => SIDE.test(value)),
    number: share((value) => NUMBER.test(value)),
    amount: share((value) => AMOUNT.test(value.normalize('NFKC'))),
    code: share((value) => CODE.test(value)),
    length: values.length === 0 ? 0 : values.reduce((sum, value) => sum + value.length, 0) / values.length,
  }
}
