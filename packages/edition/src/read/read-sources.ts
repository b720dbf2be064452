import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FILES, type Sources } from './sources.ts'

/** Folders whose files make the edition; the rest of standard/ is documentation, lexicon, prices and frozen releases. */
const SOURCE_FOLDERS = ['schemes', 'facets', 'rules', 'names'] as const

const SOURCE_FILES = [FILES.edition, FILES.ids, FILES.pinyin, FILES.retired, FILES.synonyms, FILES.defects] as const

/** The standard/ folder of this checkout. */
export function standardFolder(): string {
  return fileURLToPath(new URL('../../../../standard', import.meta.url))
}

/** Reads the sources of an edition from a folder laid out like standard/; a file that is not there is left out. */
export function readSources(folder: string): Sources {
  const sources = new Map<string, string>()
  for (const name of SOURCE_FOLDERS) {
    for (const file of listFiles(join(folder, name))) sources.set(`${name}/${file}`, read(folder, `${name}/${file}`))
  }
  const top = new Set(listFiles(folder))
  for (const file of SOURCE_FILES) if (top.has(file)) sources.set(file, read(folder, file))
  return sources
}

function listFiles(folder: string): readonly string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
  return entries.filter((entry) => entry.isFile() && /\.(tsv|json)$/.test(entry.name)).map(({ name }) => name)
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
}
