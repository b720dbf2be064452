import { chineseName, createFacetCodec, type Edition, type FacetTuple, type Item } from '@yingma/core'
import type { StandardTables } from '../tables/standard-tables.ts'
import { type Cells, withRows } from '../tables/table-edit.ts'
import { firstDraft } from './first-draft.ts'

/** The standard with so many more combinations of its own CT and MR values that it has `count` items, each with a name of its own. */
export function largeTables(count: number): StandardTables {
  const { edition, tables } = firstDraft()
  const [ct, mr]: [Cells[], Cells[]] = [[], []]
  for (const facets of newTuples(edition, count - edition.items.length)) {
    const { device, part, scan, processing } = facets as Extract<FacetTuple, { readonly processing: string }>
    if (device === '20') ct.push({ device, part, 'scan/processing': `${scan}/${processing}`, note: '' })
    else mr.push({ device, part, scan, processing, note: '' })
  }
  return withRows(withRows(tables, 'rules/ct.tsv', ct), 'rules/mr.tsv', mr)
}

function newTuples(edition: Edition, wanted: number): readonly FacetTuple[] {
  const codec = createFacetCodec(edition)
  const names = new Set(edition.items.map(({ name }) => name))
  const found: FacetTuple[] = []
  const seen = new Set<string>()
  for (const facets of candidates(edition)) {
    if (found.length === wanted) break
    const code = codec.codeOf(facets)
    if (code === null || edition.byCode.has(code.toUpperCase()) || seen.has(code)) continue
    const name = chineseName({ schemes: edition.schemes, dictionaries: edition.dictionaries }, facets)
    if (names.has(name)) continue
    names.add(name)
    seen.add(code)
    found.push(facets)
  }
  return found
}

function* candidates(edition: Edition): Generator<FacetTuple> {
  const values = (id: string) => [...(edition.dictionaries.get(id)?.values.values() ?? [])].map(({ code }) => code)
  const scans = { CT: values('scans-ct'), MR: values('scans-mr') }
  const parts = new Map<string, Item>()
  for (const item of edition.items) {
    const { device, part } = item.facets as { readonly device?: string; readonly part: string }
    if (device === '20' || device === '30') parts.set(`${device}${part}`, item)
  }
  for (const processing of values('processings')) {
    for (const item of parts.values()) {
      for (const scan of scans[item.modality as 'CT' | 'MR']) {
        yield { ...item.facets, scan, processing } as FacetTuple
      }
    }
  }
}
