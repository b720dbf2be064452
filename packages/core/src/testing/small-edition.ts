import { createFacetCodec } from '../codes/facet-codec.ts'
import { conceptIdAt } from '../ids/concept-id.ts'
import type { Dictionary, Edition, Item } from '../model/edition.ts'
import type { FacetValue, Side } from '../model/facets.ts'
import type { Field, Modality, Scheme } from '../model/scheme.ts'

/**
 * A handful of items of every scheme, enough to see each rule at work. Tests that need a broken edition change a copy of it.
 */
export function smallEdition(): Edition {
  const dictionaries = new Map(Object.entries(VALUES).map(([id, rows]) => [id, dictionaryOf(id, rows)]))
  const codec = createFacetCodec({ schemes: SCHEMES, dictionaries })
  const items = ITEMS.trim()
    .split('\n')
    .map((line, index): Item => {
      const [code = '', name = '', nameEn = ''] = line.split('|').map((cell) => cell.trim())
      const facets = codec.facetsOf(code)
      const scheme = SCHEMES.find(({ heads }) => Object.hasOwn(heads, code.slice(0, 2)))
      const head = scheme?.heads[code.slice(0, 2)]
      if (facets === null || scheme === undefined || head === undefined) throw new Error(`bad fixture row ${line}`)
      return {
        code,
        scheme: scheme.id,
        modality: head.modality,
        facets,
        name,
        nameEn,
        conceptId: conceptIdAt(500 + index),
        origin: 'published',
        status: 'active',
        grammarName: name,
        designations: [],
        successors: [],
      }
    })
  return withItems({ version: '0.0.1', title: { zh: '小样', en: 'Sample' }, schemes: SCHEMES, dictionaries }, items)
}

/** An edition of the same dictionaries with other items; the look-up tables follow. */
export function withItems(
  edition: Pick<Edition, 'version' | 'title' | 'schemes' | 'dictionaries'>,
  items: readonly Item[],
): Edition {
  return {
    version: edition.version,
    title: edition.title,
    schemes: edition.schemes,
    dictionaries: edition.dictionaries,
    items,
    byCode: new Map(items.map((item) => [item.code.toUpperCase(), item])),
    byId: new Map(items.map((item) => [item.conceptId, item])),
    suspectedSynonyms: [],
    sourceDefects: [],
  }
}

/** A copy of an edition with some fields of one value of a dictionary changed. */
export function withValue(edition: Edition, dictionary: string, code: string, change: Partial<FacetValue>): Edition {
  const old = edition.dictionaries.get(dictionary)
  const value = old?.values.get(code.toUpperCase())
  if (old === undefined || value === undefined) throw new Error(`the fixture has no ${dictionary} ${code}`)
  const values = new Map(old.values).set(code.toUpperCase(), { ...value, ...change })
  return { ...edition, dictionaries: new Map(edition.dictionaries).set(dictionary, { ...old, values }) }
}

/** A copy of an edition with some fields of one item changed. */
export function withItem(edition: Edition, code: string, change: Partial<Item>): Edition {
  const changed = edition.items.map((item) => (item.code === code ? { ...item, ...change } : item))
  return {
    ...withItems(edition, changed),
    suspectedSynonyms: edition.suspectedSynonyms,
    sourceDefects: edition.sourceDefects,
  }
}

/** A row is `code name | english | flags`; flags are `<parent`, `=a+b` (components), `@site/side`, `[qualifier`. */
function dictionaryOf(id: string, rows: string): Dictionary {
  const values = rows
    .trim()
    .split('\n')
    .map((row, index): FacetValue => {
      const [left = '', nameEn = '', flags = ''] = row
        .trim()
        .split('|')
        .map((cell) => cell.trim())
      const space = left.indexOf(' ')
      const [code, name] = space < 0 ? [left, ''] : [left.slice(0, space), left.slice(space + 1)]
      return {
        dictionary: id,
        code,
        name,
        nameEn,
        conceptId: conceptIdAt(idsBefore(id) + index),
        status: 'active',
        origin: 'published',
        ...flagsOf(flags),
        sheet: {},
      }
    })
  return { id, title: { zh: id, en: id }, values: new Map(values.map((value) => [value.code.toUpperCase(), value])) }
}

function flagsOf(flags: string): Partial<FacetValue> {
  const found: { parent?: string; components?: string[]; site?: string; side?: Side; qualifier?: string } = {}
  for (const flag of flags.split(' ').filter((text) => text !== '')) {
    const rest = flag.slice(1)
    if (flag.startsWith('<')) found.parent = rest
    if (flag.startsWith('=')) found.components = rest.split('+')
    if (flag.startsWith('[')) found.qualifier = rest
    if (flag.startsWith('@')) {
      found.site = rest.split('/')[0] ?? ''
      found.side = rest.split('/')[1] as Side
    }
  }
  return found
}

function idsBefore(id: string): number {
  return Object.keys(VALUES).indexOf(id) * 1000 + 1000
}

const VALUES: Readonly<Record<string, string>> = {
  'radiology-devices': `
    20 CT | CT
    21 16排以下CT | CT below 16 slices | <20
    22 16排CT | 16-slice CT | <20
    30 MR | MR
    33 3.0TMR | 3.0T MR | <30
    40 DR | DR
    42 移动DR | Mobile DR
    43 CR | CR
    44 MG | MG
    45 RF | RF`,
  'radiology-parts': `
    01 头部 | head
    0101 颅脑 | brain | <01
    010100 颅脑 | brain | <0101
    010104 颅脑[外伤] | brain [trauma] | <010100 [外伤
    04 胸部 | chest
    0401 胸部 | chest | <04
    040100 胸部 | chest | <0401
    040101 肺 | lung | <040100
    0408 乳腺 | breast | <04
    040801 左侧乳腺 | left breast | <0408 @乳腺/left
    040802 右侧乳腺 | right breast | <0408 @乳腺/right
    040803 双侧乳腺 | both breasts | <0408 @乳腺/both
    05 腹部 | abdomen
    0510 中下腹部 | mid and lower abdomen | <05
    051000 中下腹部 | mid and lower abdomen | <0510
    051002 双肾 | kidneys | <051000
    07 四肢及关节 | limbs and joints
    0722 膝关节 | knee | <07
    072201 左膝关节 | left knee | <0722 @膝关节/left
    072202 右膝关节 | right knee | <0722 @膝关节/right
    072203 双膝关节 | both knees | <0722 @膝关节/both
    08 血管 | vessels
    0806 心脏血管 | cardiac vessels | <08
    080602 冠状动脉 | coronary arteries | <0806
    99 非指定部位 | unspecified part
    9999 非指定部位 | unspecified part | <99
    999999 非指定部位 | unspecified part | <9999`,
  'scans-ct': `
    00
    11 平扫 | plain
    21 增强 | contrast
    22 平扫+增强 | plain and contrast | =11+21
    33 动脉血管成像(CTA) | CT angiography
    42 尿路造影成像(CTU) | CT urography
    43 平扫+增强+CTU | plain, contrast and urography | =22+42`,
  'scans-mr': `
    11 平扫 | plain
    21 增强 | contrast
    22 平扫+增强 | plain and contrast | =11+21
    52 弥散加权成像(DWI) | DWI
    58 磁共振波谱成像(MRS) | MRS
    7e 平扫+波普成像 | plain and MRS | =11+58
    7f 平扫+DWI | plain and DWI | =11+52`,
  'scans-xr': `
    00 常规X线摄影 | radiography
    M1 钼靶 | mammography
    Xd T管造影 | T-tube cholangiography`,
  processings: `
    00
    11 三维重建 | 3D reconstruction
    41 肺结节分析 | nodule analysis`,
  positions: `
    00
    01 正位 | AP
    02 侧位 | lateral
    07 双斜位 | both obliques
    37 正、侧位 | AP and lateral | =01+02
    46 正、侧、双斜位 | AP, lateral and both obliques | =01+02+07
    51 随机位 | any view
    65 头尾位 | CC
    66 内外侧斜位 | MLO
    67 轴斜位 | CC and MLO | =65+66`,
  'ultrasound-systems': `
    U1 浅表小器官 | superficial organs
    U6 妇科 | gynaecology`,
  'ultrasound-parts': `
    U101 甲状腺 | thyroid
    U603 子宫 | uterus`,
  'ultrasound-routes': `
    0
    2 经阴道 | transvaginal`,
  'ultrasound-details': `
    00
    25 卵泡监测 | follicle monitoring`,
  'ultrasound-scans': `
    C0 常规 | routine
    C1 弹性 | elastography
    C7 床旁 | bedside`,
  'pet-modalities': `
    A0 PET/CT | PET/CT
    B0 PET/MR | PET/MR`,
  'pet-systems': `
    A1 全身 | whole body`,
  'pet-parts': `
    A100 躯干 | trunk`,
  'pet-scans': `
    A0 PET常规扫描 | routine PET`,
  'spect-modalities': `
    C0 SPECT | SPECT`,
  'spect-images': `
    10`,
  'spect-systems': `
    A1 全身 | whole body`,
  'spect-parts': `
    A107 骨 | bone`,
  'spect-scans': `
    B4 静态显像 | static imaging
    Be 三时相骨显像 | three-phase bone imaging`,
  'spect-processes': `
    0`,
  'spect-doses': `
    0`,
}

const ITEMS = `
  20010100110000 | CT颅脑(平扫) | CT brain (plain)
  20010100220000 | CT颅脑(平扫+增强) | CT brain (plain and contrast)
  20010104110000 | CT颅脑[外伤](平扫) | CT brain [trauma] (plain)
  20040100004100 | CT肺结节分析 | CT chest nodule analysis
  20040100110000 | CT胸部(平扫) | CT chest (plain)
  20040100111100 | CT胸部(平扫+三维重建) | CT chest (plain, 3D reconstruction)
  20040100210000 | CT胸部(增强) | CT chest (contrast)
  20040100220000 | CT胸部(平扫+增强) | CT chest (plain and contrast)
  20051002220000 | CT双肾(平扫+增强) | CT kidneys (plain and contrast)
  20051002420000 | CT双肾尿路造影成像(CTU) | CT kidneys urography
  20051002430000 | CT双肾(平扫+增强+CTU) | CT kidneys (plain, contrast and urography)
  20072201110000 | CT左膝关节(平扫) | CT left knee (plain)
  20072201221100 | CT左膝关节(平扫+增强+三维重建) | CT left knee (plain and contrast, 3D reconstruction)
  20072202110000 | CT右膝关节(平扫) | CT right knee (plain)
  20072203110000 | CT双膝关节(平扫) | CT both knees (plain)
  20080602330000 | CT冠状动脉血管成像(CTA) | CT angiography of coronary arteries
  20999999001100 | CT三维重建 | CT 3D reconstruction
  20999999110000 | CT(平扫) | CT (plain)
  30010100110000 | MR颅脑(平扫) | MR brain (plain)
  30010100220000 | MR颅脑(平扫+增强) | MR brain (plain and contrast)
  30010100520000 | MR颅脑弥散加权成像(DWI) | MR brain DWI
  300101007e0000 | MR颅脑(平扫+波普成像) | MR brain (plain and MRS)
  300101007f0000 | MR颅脑(平扫+DWI) | MR brain (plain and DWI)
  40040100000100 | DR胸部正位 | DR chest AP
  40040100000200 | DR胸部侧位 | DR chest lateral
  40040100003700 | DR胸部正、侧位 | DR chest AP and lateral
  40072201000100 | DR左膝关节正位 | DR left knee AP
  40072201000200 | DR左膝关节侧位 | DR left knee lateral
  40072201003700 | DR左膝关节正、侧位 | DR left knee AP and lateral
  40072201004600 | DR左膝关节正、侧、双斜位 | DR left knee AP, lateral and both obliques
  40072202000100 | DR右膝关节正位 | DR right knee AP
  40072202000200 | DR右膝关节侧位 | DR right knee lateral
  40072202003700 | DR右膝关节正、侧位 | DR right knee AP and lateral
  40072203003700 | DR双膝关节正、侧位 | DR both knees AP and lateral
  42040100000000 | 移动DR胸部 | Mobile DR chest
  42999999005100 | 移动DR随机位 | Mobile DR any view
  44040801M16500 | MG左侧乳腺钼靶头尾位 | MG left breast CC
  44040801M16600 | MG左侧乳腺钼靶内外侧斜位 | MG left breast MLO
  44040802M16500 | MG右侧乳腺钼靶头尾位 | MG right breast CC
  44040802M16600 | MG右侧乳腺钼靶内外侧斜位 | MG right breast MLO
  44040803M16700 | MG双侧乳腺钼靶轴斜位 | MG both breasts CC and MLO
  50U101000C0000 | 甲状腺常规超声检查 | Ultrasound thyroid routine
  50U101000C1000 | 甲状腺弹性超声检查 | Ultrasound thyroid elastography
  50U603025C7000 | 子宫卵泡监测床旁超声检查 | Ultrasound uterus follicle monitoring bedside
  50U603200C0000 | 经阴道子宫常规超声检查 | Ultrasound uterus transvaginal routine
  A010A100A000 | PET/CT躯干 | PET/CT trunk
  B010A100A000 | PET/MR躯干 | PET/MR trunk
  C010A107B4000 | SPECT常规静态骨显像 | SPECT bone static imaging
  C010A107Be000 | SPECT三时相骨显像 | SPECT bone three-phase imaging`

const SCHEMES: readonly Scheme[] = [
  scheme('radiology', 14, { CT: '20 21 22', MR: '30 33', DR: '40', MDR: '42', CR: '43', MG: '44', RF: '45' }, [
    field('device', 2, 'radiology-devices'),
    field('part1', 2, 'radiology-parts'),
    { ...field('part2', 2, 'radiology-parts'), pathFrom: 'part1' },
    { ...field('part3', 2, 'radiology-parts'), pathFrom: 'part1' },
    field('scan', 2, { CT: 'scans-ct', MR: 'scans-mr', XR: 'scans-xr' }),
    {
      ...field('processing', 2, { CT: 'processings', MR: 'processings', XR: 'positions' }),
      nameByTag: { XR: 'position' },
    },
    { ...field('supplementary', 2, null), fixed: '00' },
  ]),
  scheme('ultrasound', 14, { US: '50' }, [
    { ...field('modality', 2, null), fixed: '50' },
    field('system', 2, 'ultrasound-systems'),
    { ...field('part', 2, 'ultrasound-parts'), pathFrom: 'system' },
    field('route', 1, 'ultrasound-routes'),
    field('detail', 2, 'ultrasound-details'),
    field('scan', 2, 'ultrasound-scans'),
    { ...field('supplementary', 3, null), fixed: '000' },
  ]),
  scheme('pet', 12, { 'PET/CT': 'A0', 'PET/MR': 'B0' }, [
    field('modality', 2, 'pet-modalities'),
    { ...field('image', 2, null), fixed: '10' },
    field('system', 2, 'pet-systems'),
    { ...field('part', 2, 'pet-parts'), pathFrom: 'system' },
    field('scan', 2, 'pet-scans'),
    { ...field('supplementary', 2, null), fixed: '00' },
  ]),
  scheme('spect', 13, { SPECT: 'C0' }, [
    field('modality', 2, 'spect-modalities'),
    field('image', 2, 'spect-images'),
    field('system', 2, 'spect-systems'),
    { ...field('part', 2, 'spect-parts'), pathFrom: 'system' },
    field('scan', 2, 'spect-scans'),
    field('process', 1, 'spect-processes'),
    field('dose', 1, 'spect-doses'),
    { ...field('supplementary', 1, null), fixed: '0' },
  ]),
]

function field(name: string, width: number, dictionary: Field['dictionary']): Field {
  return { name, title: { zh: name, en: name }, width, dictionary }
}

function scheme(
  id: Scheme['id'],
  length: number,
  heads: Partial<Record<Modality, string>>,
  fields: readonly Field[],
): Scheme {
  const rows = Object.entries(heads).flatMap(([modality, list]) =>
    list
      .split(' ')
      .map((head) => [head, { modality: modality as Modality, tag: tagOf(modality as Modality) }] as const),
  )
  return { id, title: { zh: id, en: id }, length, heads: Object.fromEntries(rows), fields }
}

function tagOf(modality: Modality): string {
  return ['DR', 'MDR', 'CR', 'MG', 'RF'].includes(modality) ? 'XR' : modality
}
