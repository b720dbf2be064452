import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadEdition } from '../load/load-edition.ts'

const CASES = readFileSync(new URL('../../cases/names.txt', import.meta.url), 'utf8')

/** Phenomena of the case file, each with its rows of code, Chinese and English name. */
function phenomena(text: string): ReadonlyMap<string, readonly (readonly string[])[]> {
  const found = new Map<string, string[][]>()
  let rows: string[][] | undefined
  for (const line of text.split('\n')) {
    if (line.startsWith('# ')) {
      rows = []
      found.set(line.slice(2), rows)
    } else if (line !== '') rows?.push(line.split(' | '))
  }
  // The first line tells the format; it has no rows.
  return new Map([...found].slice(1))
}

const edition = loadEdition()

describe('names of the edition', () => {
  for (const [phenomenon, rows] of phenomena(CASES)) {
    it(phenomenon, () => {
      expect(rows.length).toBeGreaterThan(0)
      for (const [code = '', name, nameEn] of rows) {
        expect(edition.byCode.get(code.toUpperCase())).toMatchObject({ code, name, nameEn })
      }
    })
  }
})
