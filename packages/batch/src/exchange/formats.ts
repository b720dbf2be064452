import { join } from 'node:path'
import { conceptMapR4, conceptMapR5 } from './concept-map.ts'
import { csv, xlsx } from './flat-table.ts'
import type { ExchangeFormat } from './format.ts'
import type { EntrySource, ExchangeContext } from './mapping-entry.ts'
import { omop } from './omop.ts'
import { sssom } from './sssom.ts'

/** All ways to hand out a mapping. */
export const EXCHANGE_FORMATS: readonly ExchangeFormat[] = [sssom, conceptMapR4, conceptMapR5, omop, csv, xlsx]

/** Writes the mapping in the given formats into a folder and names the files. */
export async function writeExchange(
  folder: string,
  formats: readonly ExchangeFormat[],
  entries: EntrySource,
  context: ExchangeContext,
): Promise<readonly string[]> {
  for (const format of formats) await format.write(join(folder, format.fileName), entries, context)
  return formats.map(({ fileName }) => fileName)
}
