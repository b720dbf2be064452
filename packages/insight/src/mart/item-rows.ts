import type { Edition, Item } from '@yingma/core'
import type { LoadedColumn } from '../engine/query-engine.ts'
import { pointsOf, STARTING_WORKLOAD, type Workload } from '../workload/workload.ts'

/** The dimensions of the standard, one row per item of the edition. */
export const ITEM_COLUMNS: readonly LoadedColumn[] = [
  { name: 'code', type: 'text' },
  { name: 'item_name', type: 'text' },
  { name: 'item_modality', type: 'text' },
  { name: 'part1', type: 'text' },
  { name: 'part2', type: 'text' },
  { name: 'part2_name', type: 'text' },
  { name: 'side', type: 'text' },
  { name: 'contrast', type: 'text' },
  { name: 'rads', type: 'text' },
  { name: 'only_sex', type: 'text' },
  { name: 'age_from', type: 'integer' },
  { name: 'age_to', type: 'integer' },
  { name: 'doctor_points', type: 'integer' },
  { name: 'technician_points', type: 'integer' },
  { name: 'start_doctor_points', type: 'integer' },
  { name: 'start_technician_points', type: 'integer' },
]

/** Rows of `dim_item`; points are hundredths, those of the workload table and those of the starting one before its first day. */
export function itemRows(edition: Edition, workload: Workload): readonly (readonly (string | number)[])[] {
  return edition.items.map((item) => {
    const { part1, part2, name } = partOf(edition, item)
    const [from, to] = ageOf(item)
    const points = pointsOf(workload, edition, item)
    const start = pointsOf(STARTING_WORKLOAD, edition, item)
    return [
      item.code.toUpperCase(),
      item.name,
      familyOf(item),
      part1,
      part2,
      name,
      item.facets.scheme === 'pet' || item.facets.scheme === 'spect' ? '' : (item.facets.side ?? ''),
      contrastOf(edition, item),
      radsOf(item),
      sexOf(item),
      from,
      to,
      Math.round(points.doctor * 100),
      Math.round(points.technician * 100),
      Math.round(start.doctor * 100),
      Math.round(start.technician * 100),
    ]
  })
}

/** CT, MR, DR (mobile DR and CR with it), MG, RF, US, NM: how exams are counted and recognised. */
export function familyOf(item: Pick<Item, 'modality'>): string {
  const { modality } = item
  if (modality === 'MDR' || modality === 'CR') return 'DR'
  return modality === 'PET/CT' || modality === 'PET/MR' || modality === 'SPECT' ? 'NM' : modality
}

/** Part levels 1 and 2: the standard's unit of exchange and statistics. */
function partOf(edition: Edition, item: Item): { part1: string; part2: string; name: string } {
  const { scheme, part } = item.facets
  const dictionary = edition.dictionaries.get(`${scheme}-parts`)
  const part2 = scheme === 'radiology' ? part.slice(0, 4) : part
  return { part1: part.slice(0, 2), part2, name: dictionary?.values.get(part2.toUpperCase())?.name ?? '' }
}

function contrastOf(edition: Edition, item: Item): string {
  const { facets } = item
  if (facets.scheme === 'ultrasound') return facets.scan === 'C4' ? 'with' : 'none'
  const dictionary = item.modality === 'CT' ? 'scans-ct' : item.modality === 'MR' ? 'scans-mr' : ''
  return edition.dictionaries.get(dictionary)?.values.get(facets.scan.toUpperCase())?.sheet.contrast ?? ''
}

/** PI-RADS for MR of the prostate, BI-RADS for mammography and ultrasound of the breast (the indicators' own words). */
function radsOf(item: Item): string {
  if (item.modality === 'MR' && /前列腺/u.test(item.name)) return 'PI'
  if (item.modality === 'MG') return 'BI'
  return item.modality === 'US' && /乳腺/u.test(item.name) ? 'BI-US' : ''
}

const MALE = /前列腺|精囊|阴囊|睾丸|附睾|阴茎/u
const FEMALE = /子宫|卵巢|输卵管|胎儿|产科|孕|阴道|附件|妇科/u

/** Organs that only one sex has: a plain fact of anatomy; breasts and pelvis are not among them. */
function sexOf(item: Item): string {
  if (MALE.test(item.name)) return 'M'
  return FEMALE.test(item.name) ? 'F' : ''
}

/** Ages beyond which the item's own words make no sense; wide on purpose, since each hit asks somebody to look. */
function ageOf(item: Item): readonly [number, number] {
  const { name } = item
  if (/胎儿|产科|孕/u.test(name)) return [10, 60]
  if (/新生儿/u.test(name)) return [0, 1]
  if (/婴|幼儿/u.test(name)) return [0, 7]
  if (/骨龄/u.test(name)) return [0, 25]
  return [0, 130]
}
