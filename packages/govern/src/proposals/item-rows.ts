import { createFacetCodec, type Edition, EXTENSION_PREFIX, HEAD_LENGTH, layoutsOf } from '@yingma/core'
import { type EditionFile, FILES, type RuleFile } from '@yingma/edition'
import { GovernRefusal } from '../problems/govern-problem.ts'
import type { StandardTables } from '../tables/standard-tables.ts'
import { type Cells, columnsOf, withRows, withTable } from '../tables/table-edit.ts'

/** Tables whose rules also yield this code: one row of the rule table of its scheme and tag that allows just it. */
export function withItem(tables: StandardTables, edition: Edition, code: string, note = ''): StandardTables {
  const existing = edition.byCode.get(code.toUpperCase())
  if (existing !== undefined) {
    throw new GovernRefusal({ code: 'govern-code-exists', value: code, name: existing.name, status: existing.status })
  }
  const facets = createFacetCodec(edition).facetsOf(code)
  if (facets === null) throw new GovernRefusal({ code: 'govern-code-unreadable', value: code })
  const { tables: prepared, file } = ruleTable(tables, edition, code)
  const said: Readonly<Record<string, string | null | undefined>> = { ...facets }
  const cells: Record<string, string> = {}
  for (const column of columnsOf(prepared, file)) {
    cells[column] = column === 'note' ? note : cellOf(column, said)
  }
  return withRows(prepared, file, [cells satisfies Cells])
}

/** A column may join several facets (`scan/processing`). */
function cellOf(column: string, said: Readonly<Record<string, string | null | undefined>>): string {
  return column
    .split('/')
    .map((facet) => said[facet] ?? '')
    .join('/')
}

/** The rule table for a code; that of extensions is made with the first of them. */
function ruleTable(tables: StandardTables, edition: Edition, code: string) {
  const isExtension = code.toUpperCase().startsWith(EXTENSION_PREFIX)
  const start = isExtension ? EXTENSION_PREFIX.length : 0
  const layout = layoutsOf(edition).get(code.slice(start, start + HEAD_LENGTH).toUpperCase())
  const description = JSON.parse(tables.get(FILES.edition) ?? '{}') as EditionFile
  const rules = description.rules.filter(({ scheme, tag }) => scheme === layout?.scheme.id && tag === layout.tag)
  const published = rules.find(({ origin }) => origin === 'published')
  const own = rules.find(({ origin }) => origin === (isExtension ? 'extension' : 'published'))
  if (own !== undefined) return { tables, file: own.file }
  if (published === undefined) throw new GovernRefusal({ code: 'govern-no-rule-table', value: code })
  const file = `rules/extension-${published.tag.toLowerCase()}.tsv`
  const added: RuleFile = { ...published, file, origin: 'extension' }
  const listed = { ...description, rules: [...description.rules, added] }
  const withFile = new Map(tables).set(FILES.edition, `${JSON.stringify(listed, null, 2)}\n`)
  return { tables: withTable(withFile, file, columnsOf(tables, published.file)), file }
}
