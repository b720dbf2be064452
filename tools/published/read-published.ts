import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTsv, type Table } from '@yingma/edition'

/** One row of a published item table, as it stands there. */
export interface PublishedItem {
  readonly code: string
  /** Without the leading `*` that hospital systems show. */
  readonly name: string
  /** Facet columns by the piece of the code that they state: where it starts and what they say. */
  readonly columns: readonly { readonly column: string; readonly start: number; readonly code: string }[]
  /** The parts that the row names. */
  readonly parts: readonly PublishedValue[]
}

/** One row of the published dictionaries. */
export interface PublishedValue {
  readonly dictionary: string
  readonly code: string
  readonly name: string
}

export interface Published {
  readonly items: readonly PublishedItem[]
  readonly values: readonly PublishedValue[]
}

/** Column of the code, column of the name, where that piece of the code starts, and the dictionary of parts it is from. */
type Column = readonly [code: string, name: string, start: number, parts?: string]

const RADIOLOGY: readonly Column[] = [
  ['part1_code', 'part1', 2, 'radiology-parts'],
  ['part2_code', 'part2', 2, 'radiology-parts'],
  ['part3_code', 'part3', 2, 'radiology-parts'],
  ['scan_code', 'scan', 8],
  ['post_or_position_code', 'post_or_position', 10],
]
const ULTRASOUND: readonly Column[] = [
  ['system_code', 'system', 2],
  ['part_code', 'part', 4, 'ultrasound-parts'],
  ['route_code', 'route', 6],
  ['detail_code', 'detail', 7],
  ['scan_code', 'scan', 9],
]
const NUCLEAR: readonly Column[] = [
  ['modality_code', 'modality', 0],
  ['image_code', 'image', 2],
  ['system_code', 'system', 4],
  ['part_code', 'part', 4],
  ['scan_code', 'scan', 8],
  ['process_code', 'process', 10],
  ['dose_code', 'dose', 11],
]

/** The dictionary of a facet and modality of facets.tsv. */
const DICTIONARIES: Readonly<Record<string, string>> = {
  'device CT': 'radiology-devices',
  'device MR': 'radiology-devices',
  'device X线': 'radiology-devices',
  'scan CT': 'scans-ct',
  'scan MR': 'scans-mr',
  'scan X线': 'scans-xr',
  'post-processing CT': 'processings',
  'position X线': 'positions',
  'scan US': 'ultrasound-scans',
  'system US': 'ultrasound-systems',
  'route US': 'ultrasound-routes',
  'detail US': 'ultrasound-details',
}

/** Reads the published tables of a folder. Throws where a table or a column is not there. */
export function readPublished(folder: string): Published {
  const read = (file: string): Table =>
    parseTsv(file, readFileSync(join(folder, file), 'utf8'), { required: [], extra: '' }, [])
  const items = [
    ...itemsOf(read('radiology.tsv'), RADIOLOGY),
    ...itemsOf(read('ultrasound.tsv'), ULTRASOUND),
    ...itemsOf(read('nuclear.tsv'), NUCLEAR),
  ]
  const values = read('facets.tsv').rows.map((row) => {
    const key = `${row.get('facet')} ${row.get('modality')}`
    const dictionary = DICTIONARIES[key]
    if (dictionary === undefined) throw new Error(`facets.tsv:${row.row} has the unknown facet ${key}`)
    return { dictionary, code: row.get('code'), name: row.get('name') }
  })
  return { items, values }
}

function itemsOf(table: Table, columns: readonly Column[]): readonly PublishedItem[] {
  const wanted = new Set(['code', 'name'])
  for (const [code, name] of columns) wanted.add(code).add(name)
  for (const column of wanted) {
    if (!table.columns.includes(column)) throw new Error(`${table.file} has no column ${column}`)
  }
  return table.rows.map((row) => ({
    code: row.get('code'),
    name: row.get('name').replace(/^\*/, ''),
    columns: columns.map(([code, _name, start]) => ({ column: code, start, code: row.get(code) })),
    parts: columns.flatMap(([code, name, start, dictionary]) => {
      // The code wins over its columns; the part of ultrasound stands behind its system in the path.
      const path = row.get('code').slice(2, start + row.get(code).length)
      return dictionary === undefined ? [] : [{ dictionary, code: path, name: row.get(name) }]
    }),
  }))
}
