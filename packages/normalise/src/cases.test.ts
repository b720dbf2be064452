import { readdirSync, readFileSync } from 'node:fs'
import { loadEdition, loadVocabulary } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import type { Case } from './cases/case-file.ts'
import { parseCaseFile } from './cases/case-file.ts'
import { judge } from './cases/judge.ts'
import { createNormaliser } from './index.ts'

const folder = new URL('../cases/', import.meta.url)
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => ({ name, ...parseCaseFile(readFileSync(new URL(name, folder), 'utf8')) }))
const normaliser = createNormaliser(loadEdition(), loadVocabulary())

const titleOf = ({ input }: Case): string => {
  const { name, modality, ...columns } = input
  const tail = [modality ?? '', ...Object.entries(columns).map(([k, v]) => `${k}=${v}`)].filter(Boolean).join(' ')
  return `${JSON.stringify(name)}${tail === '' ? '' : ` ${tail}`}`
}

// Cases that are not read right yet, named one by one. A listed case that is read right fails here until it is struck out.
const open = new Set(
  readFileSync(new URL('../open-cases.tsv', import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== ''),
)

// Their form is checked in cases/all-case-files.test.ts.
for (const { name, file } of files) {
  describe(`${name}: ${file.phenomenon}`, () => {
    it.each(file.cases.map((c) => ({ title: titleOf(c), c })))('$title', ({ title, c }) => {
      const problems = judge(c.expected, normaliser.normalise(c.input))
      if (open.has(`${name}\t${title}`))
        expect(problems, 'read right now: strike it out of open-cases.tsv').not.toEqual([])
      else expect(problems, `${name}:${c.line}`).toEqual([])
    })
  })
}
