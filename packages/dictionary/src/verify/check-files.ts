import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Approved, hashOf } from '../write/approved.ts'
import { importTable } from '../write/import-rows.ts'
import type { Fault } from './fault.ts'

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
      found: content === undefined ? '-' : changedLines(approved, name, content.toString('utf8')),
    })
  }
  return faults
}

/** Lines of an import table that were not written so; only CSV files can be told line by line. */
function changedLines(approved: Approved, name: string, content: string): string {
  const target = approved.targets.find(({ id }) => name === `import-${id}.csv`)
  if (target === undefined) return ''
  const { rows } = importTable(approved.items, target, approved, approved.parallel !== null)
  const known = new Set(rows.map((row) => row.join('\u0000')))
  const lines = content
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
  const changed = lines
    .map((line, i) => ({ line, number: i + 2 }))
    .filter(({ line }) => !line.includes('"') && !known.has(line.split(',').join('\u0000')))
  const shown = changed.slice(0, SHOWN).map(({ line, number }) => `${number}: ${line.slice(0, 120)}`)
  return shown.join(' | ')
}
