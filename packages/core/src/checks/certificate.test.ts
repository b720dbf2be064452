import { describe, expect, test } from 'vitest'
import type { Edition, Item } from '../model/edition.ts'
import { checkTitle, renderProblem } from '../problems/core-problem.ts'
import { smallEdition, withItem, withItems, withValue } from '../testing/small-edition.ts'
import { CHECK_IDS, certify } from './certificate.ts'
import type { CheckId } from './check.ts'

const edition = smallEdition()
const chest = itemOf('20040100110000')
const other = itemOf('20040100210000')

function itemOf(code: string): Item {
  const item = edition.byCode.get(code)
  if (item === undefined) throw new Error(`the fixture has no ${code}`)
  return item
}

/** An edition with an item put in, as a careless change of the rules would do it. */
function withOneMore(change: Partial<Item>): Edition {
  const item = { ...chest, code: '20010104210000', name: '甲', nameEn: 'A', conceptId: '', ...change }
  return withItems(edition, [...edition.items, item])
}

function failing(
  broken: Edition,
  releases: readonly Edition[] = [edition],
): Readonly<Partial<Record<CheckId, string[]>>> {
  const { checks } = certify(broken, releases)
  const failed = checks.filter(({ findings }) => findings.length > 0)
  return Object.fromEntries(failed.map(({ id, findings }) => [id, [...new Set(findings.map(({ code }) => code))]]))
}

describe('the certificate of a sound edition', () => {
  test('passes, counts what it looked at, and names the releases', () => {
    const certificate = certify(edition, [edition])
    expect(failing(edition)).toEqual({})
    expect(certificate).toMatchObject({
      passed: true,
      releases: ['0.0.1'],
      counts: { items: 49, byScheme: { pet: 2, spect: 2, ultrasound: 4 }, byModality: { MDR: 2 } },
    })
    expect(certificate.checks.find(({ id }) => id === 'codes')?.examined).toBe(edition.items.length)
  })

  test('reports source defects and suspected synonyms apart, and they fail nothing', () => {
    const suspectedSynonyms = [
      { dictionary: 'positions', codes: ['65', '66'], preferred: '65', reason: { zh: '同', en: 'same' } },
    ]
    const sourceDefects = [{ where: 'x', kind: 'y', note: { zh: '误', en: 'wrong' } }]
    expect(certify({ ...edition, suspectedSynonyms, sourceDefects }, [])).toMatchObject({
      passed: true,
      suspectedSynonyms,
      sourceDefects,
    })
  })

  test('passes a first edition, which has no release to agree with', () => {
    expect(certify(edition, []).passed).toBe(true)
  })
})

describe('the certificate fails, with the counterexample, when', () => {
  test('it has nothing to look at', () => {
    expect(failing(withItems(edition, []), []).codes).toEqual(['finding-nothing-checked'])
  })

  test('two items have one code, letter case aside', () => {
    const broken = withOneMore({ code: '300101007F0000' })
    expect(failing(broken).codes).toContain('finding-code-twice')
  })

  test('a code cannot be read', () => {
    expect(failing(withOneMore({ code: '20049900110000' })).codes).toContain('finding-code-unreadable')
  })

  test('a look-up leads elsewhere', () => {
    const byCode = new Map(edition.byCode).set(chest.code, other)
    const { checks } = certify({ ...edition, byCode }, [])
    expect(checks[0]?.findings).toContainEqual({
      code: 'finding-lookup-wrong',
      item: { code: chest.code, name: chest.name },
      lookup: 'byCode',
    })
  })

  test('the facets of an item are not those of its code', () => {
    expect(failing(withItem(edition, chest.code, { facets: other.facets })).facets).toEqual([
      'finding-facets-twice',
      'finding-facets-disagree',
    ])
  })

  test('a code is not encoded as it was decoded', () => {
    const broken = withItem(edition, '300101007f0000', { code: '300101007F0000' })
    expect(failing(broken, [])).toEqual({ 'round-trip': ['finding-encoded-otherwise'] })
  })

  test('a name is empty or twice but for signs that nobody sees', () => {
    expect(failing(withItem(edition, chest.code, { name: '\u200b\u3164' }), [])).toEqual({
      'names-zh': ['finding-name-empty'],
    })
    expect(failing(withItem(edition, chest.code, { name: 'CT\u202e胸部\u200d(增强)' }), [])).toEqual({
      'names-zh': ['finding-name-twice'],
    })
  })

  test('a name is empty, starred, or twice but for width, case and spaces', () => {
    expect(failing(withItem(edition, chest.code, { name: ' ' }), [])).toEqual({ 'names-zh': ['finding-name-empty'] })
    expect(failing(withItem(edition, chest.code, { name: '*CT胸部(平扫)' }), [])).toEqual({
      'names-zh': ['finding-name-starred'],
    })
    expect(failing(withItem(edition, chest.code, { name: 'ＣＴ 胸部（增强）' }), [])).toEqual({
      'names-zh': ['finding-name-twice'],
    })
    expect(failing(withItem(edition, chest.code, { nameEn: 'ct CHEST (contrast)' }), [])).toEqual({
      'names-en': ['finding-name-twice'],
    })
  })

  test('a code has no check character', () => {
    expect(failing(withOneMore({ code: '2001010411000S' }))['check-characters']).toEqual(['finding-check-character'])
  })

  test('a released code is lost', () => {
    const broken = withItems(
      edition,
      edition.items.filter((item) => item !== chest),
    )
    expect(failing(broken)).toEqual({ releases: ['finding-code-lost'] })
  })

  test('a released code is reused, revived, renamed, or its id has moved', () => {
    expect(failing(withItem(edition, chest.code, { conceptId: '100000009' })).releases).toEqual(['finding-code-reused'])
    const retired = withItem(edition, chest.code, { status: 'retired', successors: [other.code] })
    expect(failing(edition, [retired])).toEqual({ releases: ['finding-code-revived'] })
    expect(failing(withItem(edition, chest.code, { name: 'CT胸(平扫)' }))).toEqual({
      releases: ['finding-name-changed'],
    })
    const moved = { ...chest, code: '20040101110000', facets: { ...chest.facets, part: '040101' } as Item['facets'] }
    const broken = withItems(
      edition,
      edition.items.map((item) => (item === chest ? moved : item)),
    )
    expect(failing(broken).releases).toEqual(['finding-id-moved'])
  })

  test('a released code is re-meant through its dictionary, the names standing still', () => {
    expect(failing(withValue(edition, 'scans-ct', '11', { name: '增强' }))).toEqual({
      releases: ['finding-code-remeant'],
    })
  })

  test('a component is unknown, or a composite is part of itself', () => {
    expect(failing(withValue(edition, 'positions', '37', { components: ['01', '98'] })).composites).toEqual([
      'finding-component-unknown',
    ])
    expect(failing(withValue(edition, 'positions', '37', { components: ['01', '37'] })).composites).toContain(
      'finding-component-loop',
    )
  })

  test('two composites or two sides are the same', () => {
    expect(failing(withValue(edition, 'positions', '46', { components: ['02', '01'] })).composites).toEqual([
      'finding-composite-twice',
      'finding-set-twice',
    ])
    expect(failing(withValue(edition, 'radiology-parts', '072203', { side: 'right' })).composites).toContain(
      'finding-side-twice',
    )
  })

  test('a parent is unknown or runs in a circle', () => {
    expect(failing(withValue(edition, 'radiology-parts', '0401', { parent: '98' }))).toEqual({
      parents: ['finding-parent-unknown'],
    })
    expect(failing(withValue(edition, 'radiology-parts', '04', { parent: '0401' }))).toEqual({
      parents: ['finding-parent-loop'],
    })
  })

  test('an id is malformed, or used twice by items or values', () => {
    expect(failing(withItem(edition, chest.code, { conceptId: '123456789' }), [])).toEqual({
      ids: ['finding-id-malformed'],
    })
    const id = edition.dictionaries.get('positions')?.values.get('01')?.conceptId ?? ''
    expect(failing(withItem(edition, chest.code, { conceptId: id }), [])).toEqual({ ids: ['finding-id-twice'] })
  })

  test('a retired item has no successor, or one that is not active', () => {
    expect(failing(withItem(edition, chest.code, { status: 'retired' }))).toEqual({
      successors: ['finding-no-successor'],
    })
    expect(failing(withItem(edition, chest.code, { status: 'retired', successors: [chest.code] }))).toEqual({
      successors: ['finding-successor-not-active'],
    })
  })

  test('an extension has no prefix', () => {
    expect(failing(withItem(edition, chest.code, { origin: 'extension' }))).toEqual({ origins: ['finding-origin'] })
  })

  test('the register of suspected synonyms names what does not exist', () => {
    const suspectedSynonyms = [
      { dictionary: 'positions', codes: ['65', '98'], preferred: '66', reason: { zh: '同', en: 'same' } },
    ]
    expect(failing({ ...edition, suspectedSynonyms })).toEqual({ registers: ['finding-register'] })
  })
})

describe('every check', () => {
  test('has a title in both languages', () => {
    for (const id of CHECK_IDS) {
      expect(checkTitle(id, 'zh')).not.toBe('')
      expect(checkTitle(id, 'en')).not.toBe('')
    }
  })

  test('says its findings in both languages', () => {
    const { checks } = certify(withItem(edition, chest.code, { name: 'CT胸(平扫)' }), [edition])
    const [finding] = checks.flatMap(({ findings }) => findings)
    expect(finding && renderProblem(finding, 'zh')).toBe('20040100110000 CT胸(平扫) 改名：0.0.1 版叫“CT胸部(平扫)”')
    expect(finding && renderProblem(finding, 'en')).toBe(
      '20040100110000 CT胸(平扫) was “CT胸部(平扫)” in release 0.0.1',
    )
  })
})
