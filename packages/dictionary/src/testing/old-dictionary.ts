/** A row of an invented old dictionary: code, name, modality, part, price, exams of a year. */
export type OldRow = readonly [string, string, string, string, string, string]

export const OLD_HEADER: OldRow = ['项目编码', '项目名称', '检查类型', '检查部位', '单价', '年人次']

const CT_PARTS = [
  '头颅',
  '鼻窦',
  '鞍区',
  '颈部',
  '胸部',
  '上腹部',
  '全腹部',
  '盆腔',
  '颈椎',
  '胸椎',
  '腰椎',
  '左膝关节',
  '右膝关节',
  '左肩关节',
  '右肩关节',
  '骨盆',
  '颅底',
  '鼻咽部',
]
const MR_PARTS = [
  '头颅',
  '颈椎',
  '胸椎',
  '腰椎',
  '上腹部',
  '盆腔',
  '左膝关节',
  '右膝关节',
  '左肩关节',
  '右肩关节',
  '颈部',
  '鼻咽部',
  '左踝关节',
  '右踝关节',
  '左髋关节',
  '右髋关节',
]
const CONTRAST = ['平扫', '增强', '平扫+增强'] as const
const FILMS = [
  '胸部正位',
  '胸部正侧位',
  '腰椎正侧位',
  '颈椎正侧位',
  '左膝关节正侧位',
  '右膝关节正侧位',
  '左手正斜位',
  '右手正斜位',
  '左足正斜位',
  '右足正斜位',
  '骨盆正位',
  '左踝关节正侧位',
  '右踝关节正侧位',
  '左腕关节正侧位',
  '右腕关节正侧位',
  '左肩关节正位',
  '右肩关节正位',
  '胸椎正侧位',
  '左肘关节正侧位',
  '右肘关节正侧位',
]
const SOUNDS = ['甲状腺', '乳腺', '肝胆脾胰', '双侧颈动脉', '成人心脏', '前列腺', '阑尾', '肝胆胰脾']
const VESSELS = ['头颈部CTA', '冠状动脉CTA', '肺动脉CTPA', '颈部动脉CTA', '胸腹主动脉CTA']
/** Ways in which hospitals write one and the same exam; `{p}` is the part, `{m}` the method. */
const WAYS = {
  CT: [
    'CT{p}{m}',
    '{p}CT{m}',
    '{p}CT{m}（医保）',
    'ＣＴ{p}{m}',
    '{p}CT {m}检查',
    'CT-{p}-{m}',
    '{p}螺旋CT{m}[门诊]',
    'CT{m}({p})',
  ],
  MR: [
    '{p}MR{m}',
    'MRI{p}{m}',
    '{p}磁共振{m}',
    '{p}核磁共振{m}',
    'MR-{p}-{m}[复查]',
    '{p}MRI{m}（1.5T）',
    '磁共振{m}({p})',
    '{p}ＭＲ{m}',
  ],
}
const PRICES = { CT: [180, 240, 360], MR: [420, 560, 820] }

/** A dictionary as a hospital exports it, the same at every call: 600 rows with the troubles of real ones. */
export function oldDictionary(): readonly OldRow[] {
  const rows: OldRow[] = []
  let turn = 7
  const exams = (): string => {
    turn = (turn * 1_103_515_245 + 12_345) % 2_147_483_648
    return String(3 + Math.floor(90_000 / (20 + (turn % 9_000))))
  }
  const add = (code: string, name: string, modality: string, part: string, price: string): void => {
    rows.push([code, name, modality, part, price, exams()])
  }
  const sectional = (modality: 'CT' | 'MR', parts: readonly string[]): void => {
    for (const [p, part] of parts.entries()) {
      for (const [m, method] of CONTRAST.entries()) {
        for (let way = 0; way < 5; way++) {
          const pattern = WAYS[modality][(p + m + way * 3) % 8] ?? ''
          const code = `${modality}${String(rows.length + 1).padStart(5, '0')}`
          const name = pattern.replace('{p}', part).replace('{m}', method)
          add(code, name, modality, way % 2 === 0 ? part : '', String(PRICES[modality][m]))
        }
      }
    }
  }
  sectional('CT', CT_PARTS)
  sectional('MR', MR_PARTS)
  for (const name of FILMS) {
    add(`00${2000 + rows.length}`, `${name}DR`, 'DR', '', '65')
    add(`00${2000 + rows.length}`, `数字化摄影(${name})`, 'DR', '', '65')
  }
  for (const name of SOUNDS) add(`US${rows.length}`, `${name}彩超`, 'US', '', '120')
  for (const name of VESSELS) add(`CTA${rows.length}`, name, 'CT', '', '980')
  for (const row of TROUBLE) add(...row)
  while (rows.length < 600) {
    const part = CT_PARTS[rows.length % CT_PARTS.length] ?? ''
    add(`HY${rows.length}`, `${part}CT平扫（惠民体检${rows.length}）`, 'CT', part, '180')
  }
  return rows
}

/** One row for each trouble that offices know. */
const TROUBLE: readonly (readonly [string, string, string, string, string])[] = [
  ['ZZ001', '头颅CT平扫+胸部CT平扫', 'CT', '', '360'],
  ['ZZ002', '膝关节MR平扫', 'MR', '', '420'],
  ['ZZ003', '胶片费', '', '', '25'],
  ['ZZ004', '远程会诊', '', '', '200'],
  ['ZZ005', '口腔CBCT', 'CT', '', '300'],
  ['ZZ006', '胸部CT平扫', 'MR', '', '180'],
  ['ZZ007', '=胸部CT平扫', 'CT', '', '180'],
  ['ZZ008', "腰椎CT平扫 O'Neill", 'CT', '', '180'],
  ['ZZ009', '顱腦CT平掃', 'CT', '', '180'],
  ['ZZ010', '左肩関节MR平扫', 'MR', '左肩关节', '420'],
  ['ZZ011', '头颅CT平扫急诊', 'CT', '头颅', '195'],
  ['ZZ012', '上腹部MR平扫', 'MR', '上腹部', '面议'],
  ['ZZ013', '盆腔MR平扫', 'MR', '盆腔', ''],
  ['', '颈椎MR平扫(无编码)', 'MR', '颈椎', '420'],
  ['2.00101E+13', '头颅CT增强', 'CT', '', '240'],
  ['CT00001', '腰椎MR平扫', 'MR', '腰椎', '420'],
  ['ZZ017', '胃肠造影?', '', '', '150'],
  ['ZZ018', '右膝关节DR正侧位', 'DR', '左膝关节', '65'],
]
