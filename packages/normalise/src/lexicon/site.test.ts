import { loadEdition, loadVocabulary } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { SiteTable, within } from './site.ts'

const edition = loadEdition()
const { containment } = loadVocabulary()
const PARTS = 'radiology-parts'

describe('sites', () => {
  it('have one code, or a code for each published side', () => {
    const sites = new SiteTable(edition, containment)
    expect(sites.get(PARTS, '010100')).toMatchObject({ code: '010100', left: null, both: null })
    expect(sites.get(PARTS, '膝关节')).toMatchObject({ code: null, left: '072201', right: '072202', both: '072203' })
  })

  it('are not there for what the edition lacks', () => {
    const sites = new SiteTable(edition, containment)
    for (const key of ['', '019999', '翅膀', '__proto__']) expect(sites.get(PARTS, key)).toBeUndefined()
    expect(sites.get('no-dictionary', '010100')).toBeUndefined()
  })

  it('lie in their containers and not the other way round', () => {
    const sites = new SiteTable(edition, containment)
    const liver = sites.get(PARTS, '050101')
    const abdomen = sites.get(PARTS, '050100')
    if (liver === undefined || abdomen === undefined) throw new Error('the edition has liver and upper abdomen')
    expect(within(liver, abdomen)).toBe(true)
    expect(within(abdomen, liver)).toBe(false)
    expect(within(liver, liver)).toBe(true)
  })

  it('never contain themselves, even where the table runs in a circle', () => {
    const sites = new SiteTable(edition, [
      { part: '050101', container: '050100' },
      { part: '050100', container: '050101' },
    ])
    for (const site of [sites.get(PARTS, '050101'), sites.get(PARTS, '050100')]) {
      expect(site?.containers).not.toContain(site)
    }
  })
})
