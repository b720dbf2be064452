import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { standardFolder } from '@yingma/edition'

/** A change of one file of standard/; the text must be there, so that no test passes for having changed nothing. */
export interface Damage {
  readonly file: string
  readonly from?: string | RegExp
  readonly to: string
}

/** What is no part of the edition, and costs time to copy. */
const LEFT_OUT = new Set(['prices', 'anatomy', 'lexicon'])

/** Copies standard/ to a temporary folder with the damages done; the caller removes it. */
export function brokenStandard(damages: readonly Damage[]): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'standard-'))
  cpSync(standardFolder(), folder, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) })
  for (const { file, from, to } of damages) {
    const path = join(folder, file)
    if (from === undefined) {
      writeFileSync(path, to)
      continue
    }
    const text = readFileSync(path, 'utf8')
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`${file} has nothing to change: ${String(from)}`)
    writeFileSync(path, changed)
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) }
}
