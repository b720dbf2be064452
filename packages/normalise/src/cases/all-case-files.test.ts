import { readdirSync, readFileSync } from 'node:fs'
import { loadEdition } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { canonicalSet, sameSet } from './canonical.ts'
import { parseCaseFile } from './case-file.ts'

const folder = new URL('../../cases/', import.meta.url)
const names = readdirSync(folder).filter((name) => name !== 'README.md')
const files = names.map((name) => ({ name, ...parseCaseFile(readFileSync(new URL(name, folder), 'utf8')) }))
const edition = loadEdition()

describe('the case files', () => {
  it('hold at least 100 phenomena and 3,000 names, all in .txt files', () => {
    expect(names.filter((name) => !/^[a-z]+(?:-[a-z]+)*\.txt$/u.test(name))).toEqual([])
    expect(files.length).toBeGreaterThanOrEqual(100)
    expect(files.reduce((sum, { file }) => sum + file.cases.length, 0)).toBeGreaterThanOrEqual(3000)
  })

  it('state each case once over all files', () => {
    const seen = new Map<string, string>()
    const twice = files.flatMap(({ name, file }) =>
      file.cases.flatMap(({ input }) => {
        const key = JSON.stringify(input)
        const first = seen.get(key)
        seen.set(key, first ?? name)
        return first === undefined ? [] : [`${key} in ${first} and ${name}`]
      }),
    )
    expect(twice).toEqual([])
  })

  it.each(files)('$name is well formed and names items of the edition only', ({ file, problems }) => {
    expect(problems).toEqual([])
    const codes = file.cases.flatMap(({ expected }) => [
      ...expected.readings.flatMap((reading) => reading.codes ?? []),
      ...(expected.candidates ?? []),
    ])
    expect(codes.filter((code) => !edition.byCode.has(code.toUpperCase()))).toEqual([])
  })
})

describe('comparing sets of codes over the whole edition', () => {
  it('knows every part that is published left, right and two-sided', () => {
    const siteOf = (name: string): string => name.replace(/双侧|双|左侧|左|右侧|右/u, '')
    const withSide = (side: string): Map<string, string> =>
      new Map(
        edition.items.flatMap((i) => ('side' in i.facets && i.facets.side === side ? [[siteOf(i.name), i.code]] : [])),
      )
    const left = withSide('left')
    const right = withSide('right')
    const triples = edition.items.flatMap(({ name, code, facets }) => {
      const halves = [left.get(siteOf(name)), right.get(siteOf(name))].filter((half) => half !== undefined)
      return 'side' in facets && facets.side === 'both' && halves.length === 2 ? [{ name, code, halves }] : []
    })
    expect(triples.length).toBeGreaterThan(100)
    expect(triples.filter(({ code, halves }) => !sameSet([code], halves)).map(({ name }) => name)).toEqual([])
  })

  it('keeps items of different meaning apart', () => {
    const cc = (code: string): boolean => /^44.{6}M16[25]/u.test(code)
    const forms = new Map<string, string[]>()
    for (const { code } of edition.items) {
      const form = [...canonicalSet([code])].sort().join('+')
      forms.set(form, [...(forms.get(form) ?? []), code])
    }
    expect([...forms.values()].filter((same) => same.length > 1 && !same.every(cc))).toEqual([])
  })
})
