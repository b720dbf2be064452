import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chooseKey, chooseRoles } from '../../src/columns.ts'
import { DuckSession } from '../../src/duck/session.ts'
import { examItemsStatement, standardisedRows, standardiseStatement } from '../../src/engines/duckdb/statements.ts'
import { sayFigures } from './figures.ts'
import { rowsAndColumns } from './rows-and-columns.ts'

/**
 * The engine alone: reads the same input, joins a ready mapping, writes the same two tables with the same settings:
 * `[input, mapping, out, memory]`.
 */
const [input = '', mapping = '', out = '', memory = ''] = process.argv.slice(2)
mkdirSync(out, { recursive: true })
const session = await DuckSession.open({ memory: Number(memory), threads: 2, spill: join(out, 'spill') })
const scanned = await rowsAndColumns(session, input)
const roles = chooseRoles(
  scanned.columns.map(({ name }) => name),
  {},
)
const table = { ...scanned, roles, key: chooseKey(roles), ruled: [] }
const layout = { partitioned: false }
const standardised = join(out, 'standardised.parquet')
await session.run(standardiseStatement(table, scanned.place.files, mapping, standardised, layout))
await session.run(
  examItemsStatement(table, standardisedRows(standardised, layout), mapping, join(out, 'exam_items.parquet')),
)
session.close()
sayFigures()
