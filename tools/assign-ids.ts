/**
 * Gives a permanent concept id to every facet value and item of standard/ that has none yet, by appending rows to
 * standard/ids.tsv. Rows that exist are never touched: an id, once given, is for ever.
 *
 *   npx tsx tools/assign-ids.ts [FOLDER]
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stdout } from 'node:process'
import { conceptIdAt } from '@yingma/core'
import { DataError, expand, readSources, standardFolder } from '@yingma/edition'

const HEADER = 'kind\tcode\tid\n'

const folder = process.argv[2] ?? standardFolder()
const register = join(folder, 'ids.tsv')
if (!existsSync(register)) writeFileSync(register, HEADER)

const expansion = expand(readSources(folder), { allowMissingIds: true })
if (!expansion.ok) throw new DataError(expansion.problems)
const { dictionaries, items } = expansion.edition

const wanted: (readonly [kind: string, code: string])[] = []
for (const { id, values } of dictionaries.values()) {
  for (const value of values.values()) if (value.conceptId === '') wanted.push([id, value.code])
}
for (const item of items) if (item.conceptId === '') wanted.push(['item', item.code])

// Row n of the register (from 0, after the header) carries the n-th id; appending goes on counting.
const taken = readFileSync(register, 'utf8').trimEnd().split('\n').length - 1
const rows = wanted.map(([kind, code], n) => `${kind}\t${code}\t${conceptIdAt(taken + n)}\n`)
appendFileSync(register, rows.join(''))
stdout.write(`${rows.length} ids given, ${taken + rows.length} in all\n`)
