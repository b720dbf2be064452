import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Approved, hashOf } from '../write/approved.ts'
import { importTable } from '../write/import-rows.ts'
import type { Fault } from './fault.ts'
import { readExport } from './read-export.ts'

const SHOWN = 10

/** Files of the built folder that are not as they were made: an import file edited by hand, or one that is gone. */
export async function checkFiles(approved: Approved, folder: string): Promise<readonly Fault[]> {
  const faults: Fault[] = []
  for (const [name, expected] of Object.entries(approved.files)) {
    const content = await readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    const found = content === undefined ? '' : hashOf(content)
    if (found === expected) continue
    faults.push({
      code: 'file-changed',
      row: 0,
      other: 0,
      item: '',
      itemName: '',
      field: '',
      column: name,
      expected,
      found: content === undefined ? '-' : await changedRows(approved, folder, name),
    })
  }
  return faults
}

/** Rows of an import table that were not written so; only CSV files can be told row by row. */
async function changedRows(approved: Approved, folder: string, name: string): Promise<string> {
  const target = approved.targets.find(({ id }) => name === `import-${id}.csv`)
  if (target === undefined) return ''
  const read = await readExport(join(folder, name), target)
  if (!read.ok) return ''
  const { fields, rows } = importTable(approved.items, target, approved, approved.parallel !== null)
  const known = new Set(rows.map((row) => row.join('\u0000')))
  return read.rows
    .map(({ row, cells }) => ({ row, texts: fields.map((field) => cells[field] ?? '') }))
    .filter(({ texts }) => !known.has(texts.join('\u0000')))
    .slice(0, SHOWN)
    .map(({ row, texts }) => `${row}: ${texts.join(', ').slice(0, 120)}`)
    .join(' | ')
}
