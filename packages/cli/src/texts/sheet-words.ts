import type { Language, Text } from '@yingma/core'

/** Titles of the fields of an item's sheet (内涵). */
const FIELDS: Readonly<Record<string, Text>> = {
  region: { zh: '部位大类', en: 'region' },
  side: { zh: '侧别', en: 'side' },
  group: { zh: '方式类别', en: 'group' },
  contrast: { zh: '对比剂', en: 'contrast' },
  views: { zh: '曝光体位数', en: 'views' },
  bodyPosition: { zh: '患者体位', en: 'body position' },
  state: { zh: '状态', en: 'state' },
  dicomModality: { zh: 'DICOM 设备类型', en: 'DICOM modality' },
  dicomBodyPart: { zh: 'DICOM 部位', en: 'DICOM body part' },
  fieldStrength: { zh: '场强', en: 'field strength' },
  detectorRows: { zh: '探测器排数', en: 'detector rows' },
}

/** Values of the sheet that are words of ours. */
const VALUES: Readonly<Record<string, Text>> = {
  'contrast.none': { zh: '不用', en: 'none' },
  'contrast.with': { zh: '用', en: 'with' },
  'contrast.both': { zh: '先不用后用', en: 'without, then with' },
  'side.left': { zh: '左', en: 'left' },
  'side.right': { zh: '右', en: 'right' },
  'side.both': { zh: '双侧', en: 'both' },
  'state.rest': { zh: '静息', en: 'rest' },
  'state.stress': { zh: '负荷', en: 'stress' },
  'bodyPosition.erect': { zh: '直立', en: 'erect' },
  'bodyPosition.inverted': { zh: '倒立', en: 'inverted' },
  'bodyPosition.recumbent': { zh: '卧位', en: 'recumbent' },
  'bodyPosition.standing': { zh: '站立', en: 'standing' },
  'bodyPosition.supine': { zh: '仰卧', en: 'supine' },
  'bodyPosition.weight-bearing': { zh: '负重', en: 'weight-bearing' },
}

/** The title of a sheet field; a field of a later edition keeps its own name. */
export function sheetTitle(field: string, language: Language): string {
  return FIELDS[field]?.[language] ?? field
}

/** What a sheet field says, in words. */
export function sheetValue(field: string, value: string, language: Language): string {
  return VALUES[`${field}.${value}`]?.[language] ?? value
}
