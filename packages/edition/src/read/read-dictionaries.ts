import type { Dictionary, DictionaryId, FacetValue, Origin, Side, Status } from '@yingma/core'
import type { DataProblem } from '../data-problem.ts'
import { type EditionFile, facetFile, type Sources } from './sources.ts'
import { parseTsv, type Row, words } from './tsv.ts'

const STATUSES = ['active', 'retired'] as const
const ORIGINS = ['published', 'extension'] as const
const SIDES = ['left', 'right', 'both'] as const
const WRITINGS = ['bracket', 'behind', 'alone'] as const

const FACET_COLUMNS = {
  required: ['code', 'name', 'nameEn', 'status', 'origin'],
  optional: ['parent', 'components', 'site', 'side', 'qualifier', 'inName', 'inNameEn', 'writing'],
  extra: 'sheet.',
} as const

/** The own characters of an extension value begin with Y (`Y1`, `0722Y1`); no published value's do. */
const OWN_CODE = /Y[0-9A-Z]?$/i

type IdOf = (kind: string, code: string) => string

/**
 * Reads every facet dictionary that edition.json lists. References inside a dictionary (parents, components) are
 * resolved here; codes are as published, keys are folded to upper case.
 */
export function readDictionaries(
  sources: Sources,
  edition: EditionFile,
  idOf: IdOf,
  problems: DataProblem[],
): ReadonlyMap<DictionaryId, Dictionary> {
  const dictionaries = new Map<DictionaryId, Dictionary>()
  for (const { id, title } of edition.dictionaries) {
    const file = facetFile(id)
    const text = sources.get(file)
    if (text === undefined) {
      problems.push({ code: 'data-missing-file', file })
      continue
    }
    const table = parseTsv(file, text, FACET_COLUMNS, problems)
    const sheetColumns = table.columns.filter((column) => column.startsWith(FACET_COLUMNS.extra))
    const values = new Map<string, FacetValue>()
    const placed = new Map<string, Row>()
    for (const row of table.rows) {
      const value = readValue(id, row, sheetColumns, idOf, problems)
      const key = value.code.toUpperCase()
      const first = placed.get(key)
      if (first !== undefined) {
        problems.push({ code: 'data-duplicate-row', file, row: row.row, value: value.code, first: first.row })
        continue
      }
      values.set(key, value)
      placed.set(key, row)
    }
    for (const [key, value] of values) checkReferences(value, values, placed.get(key)?.row ?? 0, file, problems)
    dictionaries.set(id, { id, title, values })
  }
  return dictionaries
}

function readValue(
  dictionary: DictionaryId,
  row: Row,
  sheetColumns: readonly string[],
  idOf: IdOf,
  problems: DataProblem[],
): FacetValue {
  const code = row.get('code')
  for (const column of FACET_COLUMNS.required) {
    if (row.get(column) === '') problems.push({ code: 'data-empty-cell', file: row.file, row: row.row, column })
  }
  if (/[iol]/i.test(code)) problems.push({ code: 'data-letter-not-allowed', file: row.file, row: row.row, value: code })
  const origin = oneOf<Origin>(row, 'origin', ORIGINS, problems) ?? 'published'
  if ((origin === 'extension') !== OWN_CODE.test(code)) {
    problems.push({ code: 'data-extension-prefix', file: row.file, row: row.row, value: code })
  }
  const side = row.get('side') === '' ? undefined : oneOf<Side>(row, 'side', SIDES, problems)
  const writing = row.get('writing') === '' ? undefined : oneOf(row, 'writing', WRITINGS, problems)
  const [inName, inNameEn] = [wordsByTag(row.get('inName')), wordsByTag(row.get('inNameEn'))]
  const components = words(row.get('components'))
  const sheet: Record<string, string> = {}
  for (const column of sheetColumns) {
    const text = row.get(column)
    if (text !== '') sheet[column.slice(FACET_COLUMNS.extra.length)] = text
  }
  return {
    dictionary,
    code,
    name: row.get('name'),
    nameEn: row.get('nameEn'),
    conceptId: idOf(dictionary, code),
    status: oneOf<Status>(row, 'status', STATUSES, problems) ?? 'active',
    origin,
    ...(row.get('parent') === '' ? {} : { parent: row.get('parent') }),
    ...(components.length === 0 ? {} : { components }),
    ...(row.get('site') === '' ? {} : { site: row.get('site') }),
    ...(side === undefined ? {} : { side }),
    ...(row.get('qualifier') === '' ? {} : { qualifier: row.get('qualifier') }),
    ...(inName === undefined ? {} : { inName }),
    ...(inNameEn === undefined ? {} : { inNameEn }),
    ...(writing === undefined ? {} : { writing }),
    sheet,
  }
}

/** `MR=乳腺;XR=…`, or a bare word that holds everywhere (`*`). */
function wordsByTag(cell: string): Readonly<Record<string, string>> | undefined {
  if (cell === '') return undefined
  const found: Record<string, string> = {}
  for (const entry of cell.split(';')) {
    const at = entry.indexOf('=')
    if (at < 0) found['*'] = entry
    else found[entry.slice(0, at)] = entry.slice(at + 1)
  }
  return found
}

/** The cell as one of a closed list; anything else is a problem and undefined. */
export function oneOf<T extends string>(
  row: Row,
  column: string,
  allowed: readonly T[],
  problems: DataProblem[],
): T | undefined {
  const value = row.get(column)
  const found = allowed.find((one) => one === value)
  if (found === undefined && value !== '') {
    problems.push({
      code: 'data-value-not-allowed',
      file: row.file,
      row: row.row,
      column,
      value,
      allowed: allowed.join(', '),
    })
  }
  return found
}

function checkReferences(
  value: FacetValue,
  values: ReadonlyMap<string, FacetValue>,
  row: number,
  file: string,
  problems: DataProblem[],
): void {
  const dictionary = value.dictionary
  if (value.parent !== undefined) {
    const parent = values.get(value.parent.toUpperCase())
    if (parent === undefined) {
      problems.push({ code: 'data-unknown-value', file, row, column: 'parent', value: value.parent, dictionary })
    } else if (climbs(value, values)) {
      problems.push({ code: 'data-bad-parent', file, row, value: value.code, parent: value.parent })
    }
  }
  for (const component of value.components ?? []) {
    if (values.has(component.toUpperCase()) && component !== value.code) continue
    problems.push({ code: 'data-unknown-value', file, row, column: 'components', value: component, dictionary })
  }
}

/** Whether going up from a value comes back to it. */
function climbs(value: FacetValue, values: ReadonlyMap<string, FacetValue>): boolean {
  const seen = new Set<string>()
  for (let at: FacetValue | undefined = value; at?.parent !== undefined; at = values.get(at.parent.toUpperCase())) {
    if (seen.has(at.code)) return true
    seen.add(at.code)
  }
  return false
}
