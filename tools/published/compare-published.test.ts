import type { Edition, Item } from '@yingma/core'
import { loadEdition } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { comparePublished } from './compare-published.ts'
import type { Published, PublishedItem } from './read-published.ts'

const edition = loadEdition()

/** What a publisher would have published to get this edition: its own items and some values. */
function published(): Published {
  const items = edition.items.map(({ code, name }): PublishedItem => ({ code, name, columns: [], parts: [] }))
  return { items, values: [{ dictionary: 'scans-ct', code: '11', name: '平扫' }] }
}

function without(items: readonly Item[], code: string): Edition {
  return {
    ...edition,
    items: items.filter((item) => item.code !== code),
    byCode: new Map([...edition.byCode].filter(([key]) => key !== code)),
  }
}

function findings(of: Edition, tables: Published): string {
  return comparePublished(of, tables).findings.join('\n')
}

describe('the comparison with the published tables', () => {
  it('finds nothing where both say the same', () => {
    expect(findings(edition, published())).toBe('')
  })

  it('finds a published code that is missing', () => {
    expect(findings(without(edition.items, '20010100110000'), published())).toBe(
      '20010100110000 CT颅脑(平扫) is missing',
    )
  })

  it('finds a foreign code under the published origin', () => {
    const { items, values } = published()
    const fewer = items.filter(({ code }) => code !== '20010100110000')
    expect(findings(edition, { items: fewer, values })).toBe('20010100110000 CT颅脑(平扫) is not published')
  })

  it('finds another name and another spelling of a code', () => {
    const { items, values } = published()
    const changed = items.map((item) => {
      if (item.code === '20010100110000') return { ...item, name: 'CT头颅(平扫)' }
      return item.code === '300310007f0000' ? { ...item, code: '300310007F0000' } : item
    })
    const found = findings(edition, { items: changed, values })
    expect(found).toContain('20010100110000 is named CT颅脑(平扫), published as CT头颅(平扫)')
    expect(found).toContain('300310007F0000 is spelled 300310007f0000')
  })

  it('finds columns that disagree with the code, unless the defect is recorded', () => {
    const { items, values } = published()
    const wrong = (code: string): readonly PublishedItem[] =>
      items.map((item) =>
        item.code === code ? { ...item, columns: [{ column: 'part_code', start: 4, code: '99' }] } : item,
      )
    expect(findings(edition, { items: wrong('50U101000C0000'), values })).toContain('part_code 99 disagrees')
    expect(findings(edition, { items: wrong('50U508500C0000'), values })).toBe('')
  })

  it('finds a dictionary value with another name, and one that is missing unless recorded', () => {
    const { items } = published()
    const values = [
      { dictionary: 'scans-ct', code: '11', name: '增强' },
      { dictionary: 'scans-xr', code: 'M8', name: '钼靶导管造影' },
      { dictionary: 'scans-xr', code: 'M0', name: '钼靶' },
      { dictionary: 'positions', code: '58', name: '柯 - 华氏位' },
    ]
    expect(findings(edition, { items, values })).toBe(
      'scans-ct 11 is named 平扫, published as 增强\nscans-xr M0 钼靶 is missing',
    )
  })

  it('finds too few names by the grammar', () => {
    const odd = edition.items.map((item) => ({ ...item, grammarName: '' }))
    const changed = { ...edition, items: odd, byCode: new Map(odd.map((item) => [item.code.toUpperCase(), item])) }
    expect(findings(changed, published())).toBe('only 0 names by the grammar, 1800 needed')
  })

  it('proves nothing with empty tables', () => {
    expect(findings(edition, { items: [], values: [] })).toContain('the published tables are empty')
  })
})
