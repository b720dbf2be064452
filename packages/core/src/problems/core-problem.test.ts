import { describe, expect, test } from 'vitest'
import { type Catalogue, catalogueGaps, createRender, joinCatalogues } from './catalogue.ts'
import { coreCatalogue, renderProblem } from './core-problem.ts'

describe('the catalogue of core', () => {
  test('has the same problems in both languages, read both ways', () => {
    expect(catalogueGaps(coreCatalogue)).toEqual([])
    expect(Object.keys(coreCatalogue.zh).length).toBeGreaterThan(0)
  })

  test('says where, why and what is near, in both languages', () => {
    const problem = {
      code: 'code-unknown-value',
      input: '20040100190000',
      field: 'scan',
      title: { zh: '扫描方式', en: 'Scan method' },
      value: '19',
      at: 9,
      nearest: ['20040100110000'],
    } as const
    expect(renderProblem(problem, 'zh')).toBe(
      '“20040100190000”第 9 个字符起的扫描方式“19”不在字典里；相近的代码：20040100110000',
    )
    expect(renderProblem(problem, 'en')).toBe(
      '“20040100190000”: “19” at character 9 is not a value of the field scan method; nearest codes: 20040100110000',
    )
  })
})

describe('catalogues of several packages', () => {
  type Own = { readonly code: 'own-row'; readonly row: number }
  const own: Catalogue<Own> = {
    zh: { 'own-row': ({ row }) => `第 ${row} 行` },
    en: { 'own-row': ({ row }) => `row ${row}` },
  }

  test('join into one renderer', () => {
    const render = createRender(joinCatalogues(coreCatalogue, own))
    expect(render({ code: 'own-row', row: 3 }, 'zh')).toBe('第 3 行')
    expect(render({ code: 'code-empty', input: '' }, 'en')).toBe('no code is given')
  })

  test('may not claim one code twice', () => {
    expect(() => joinCatalogues(own, own)).toThrow('own-row')
  })

  test('that lack a text are found by the gaps, and by the renderer as a bug', () => {
    const half = { zh: own.zh, en: {} } as unknown as typeof own
    expect(catalogueGaps(half)).toEqual(['en lacks own-row'])
    expect(catalogueGaps({ zh: half.en, en: half.zh })).toEqual(['zh lacks own-row'])
    expect(() => createRender(half)({ code: 'own-row', row: 1 }, 'en')).toThrow('own-row')
  })
})
