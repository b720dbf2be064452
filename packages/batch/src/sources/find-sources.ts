import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { literal } from '../duck/quote.ts'
import type { DuckSession } from '../duck/session.ts'
import { ProblemError } from '../problem.ts'
import { clickHouseTable } from './clickhouse-table.ts'
import { delimitedText } from './delimited-text.ts'
import { parquet } from './parquet.ts'
import { postgres } from './postgres.ts'
import type { Source, SourceKind } from './source.ts'
import { workbook } from './workbook.ts'

const KINDS: readonly SourceKind[] = [parquet, delimitedText, workbook, postgres, clickHouseTable]

/** The sources that the inputs name: files, folders, globs, addresses; in the order given, files of a folder by name. */
export async function findSources(session: DuckSession, inputs: readonly string[]): Promise<readonly Source[]> {
  const sources: Source[] = []
  for (const input of inputs) {
    const address = KINDS.find((kind) => kind.schemes.some((scheme) => input.startsWith(scheme)))
    if (address !== undefined) {
      sources.push(address.open(input))
      continue
    }
    const paths = await pathsOf(session, input)
    if (paths.length === 0) throw new ProblemError({ code: 'batch.input-missing', input })
    for (const path of paths) sources.push(kindOf(path).open(path))
  }
  return sources
}

function kindOf(path: string): SourceKind {
  const kind = KINDS.find(({ endings }) => endings.some((ending) => path.toLowerCase().endsWith(ending)))
  if (kind === undefined) throw new ProblemError({ code: 'batch.input-unknown-kind', input: path })
  return kind
}

async function pathsOf(session: DuckSession, input: string): Promise<readonly string[]> {
  const stat = statSync(input, { throwIfNoEntry: false })
  if (stat?.isFile()) return [resolve(input)]
  if (stat?.isDirectory()) return readableFiles(resolve(input))
  if (!/[*?[{]/u.test(input)) return []
  const rows = await session.rows<{ file: string }>(`SELECT file FROM glob(${literal(resolve(input))}) ORDER BY file`)
  return rows.map((row) => row.file)
}

/** Files under a folder that we can read; hidden ones and our own work folders are passed over. */
function readableFiles(folder: string): readonly string[] {
  const endings = KINDS.flatMap((kind) => kind.endings)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.split(/[\\/]/u).some((part) => part.startsWith('.')))
    .filter((path) => endings.some((ending) => path.toLowerCase().endsWith(ending)))
    .sort()
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
}
