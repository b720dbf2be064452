import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadEdition } from '@yingma/edition'
import { generateYear } from '../generate/generate-year.ts'
import { buildMart } from '../mart/build-mart.ts'
import { type Mart, openMart } from '../mart/open-mart.ts'
import { EXAMPLE_LIST } from './example-list.ts'

export const AS_OF = '2026-02-01T00:00:00'
export const edition = loadEdition()

/** A generated year in a Parquet file below the temporary folder of the run. */
export async function yearFile(rows: number, isPlanted: boolean): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'insight-year-')), 'year.parquet')
  await generateYear({ edition, file, rows, institutions: 10, seed: 1, isPlanted })
  return file
}

/** A mart of a standardised file, opened. */
export async function martOf(source: string, options: Partial<Parameters<typeof buildMart>[0]> = {}): Promise<Mart> {
  const out = mkdtempSync(join(tmpdir(), 'insight-mart-'))
  const task = { source, out, edition, asOf: AS_OF, lists: [EXAMPLE_LIST], ...options }
  const built = await buildMart(task)
  if (!built.ok) throw new Error(JSON.stringify(built.problem))
  const opened = await openMart(out, task.address === undefined ? {} : { address: task.address })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  return opened.value
}
