import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DataError } from '../data-problem.ts'
import { loadLexicon } from './load-lexicon.ts'

const HEADER = 'term\tkind\tvalue\tlanguage\tform\tscope\tnote\n'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lexicon-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('loading the lexicon', () => {
  it('reads every table in name order, the scope as a list', () => {
    writeFileSync(join(folder, 'b.tsv'), `${HEADER}胸片\tpart\t040100\tzh-Hans\tsynonym\t\t\n`)
    writeFileSync(join(folder, 'a.tsv'), `${HEADER}cta\tscan\t33\ten\tabbreviation\tCT, XR\tangio\n`)
    writeFileSync(join(folder, 'notes.md'), 'not a table')
    expect(loadLexicon(folder)).toEqual([
      {
        term: 'cta',
        kind: 'scan',
        value: '33',
        language: 'en',
        form: 'abbreviation',
        scope: ['CT', 'XR'],
        note: 'angio',
      },
      { term: '胸片', kind: 'part', value: '040100', language: 'zh-Hans', form: 'synonym', scope: [], note: '' },
    ])
  })

  it('names file, row and column of a bad row', () => {
    writeFileSync(join(folder, 'a.tsv'), `${HEADER}\tpart\t04\tzh-Hans\tsynonym\t\t\n甲\tpart\t04\tzh\tsynonym\t\t\n`)
    try {
      loadLexicon(folder)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(DataError)
      expect((error as DataError).problems).toEqual([
        { code: 'data-empty-cell', file: 'lexicon/a.tsv', row: 2, column: 'term' },
        {
          code: 'data-value-not-allowed',
          file: 'lexicon/a.tsv',
          row: 3,
          column: 'language',
          value: 'zh',
          allowed: 'zh-Hans, zh-Hant, en',
        },
      ])
    }
  })

  it('is empty where there is no lexicon', () => {
    expect(loadLexicon(join(folder, 'nowhere'))).toEqual([])
  })

  it('reads the lexicon of this checkout', () => {
    expect(loadLexicon().length).toBeGreaterThan(0)
  })
})
