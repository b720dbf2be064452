import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Codec } from '@yingma/core'
import { codeTest, type DictionaryProblem, emptySettings, readSettings, type Settings } from '@yingma/dictionary'
import type { TableProblem } from '@yingma/tables'

export type SettingsLoaded =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly (DictionaryProblem | TableProblem)[] }

/** Loads the settings of a hospital's dictionary; without a file they say nothing but the name of the table. */
export async function loadSettings(file: string | undefined, table: string, codec: Codec): Promise<SettingsLoaded> {
  if (file === undefined) return { ok: true, settings: emptySettings(basename(table, extname(table)) || 'hospital') }
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    const problem: TableProblem =
      code === 'ENOENT' ? { code: 'table-file-missing', file } : { code: 'table-file-unreadable', file, reason: code }
    return { ok: false, problems: [problem] }
  }
  const json = parse(text)
  if (json === undefined) return { ok: false, problems: [{ code: 'dictionary-settings-json', file }] }
  return readSettings(file, json, codeTest(codec))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
