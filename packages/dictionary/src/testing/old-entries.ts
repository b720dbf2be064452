import { readOldDictionary } from '../build/read-old-dictionary.ts'
import type { OldEntry } from '../model/old-entry.ts'
import { writeCsvFile } from './csv-file.ts'
import { OLD_HEADER, type OldRow } from './old-dictionary.ts'

/** The entries of an old dictionary, through the file that the hospital exports. */
export async function oldEntries(rows: readonly OldRow[]): Promise<readonly OldEntry[]> {
  const read = await readOldDictionary(await writeCsvFile('old.csv', OLD_HEADER, rows))
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  return read.entries
}
