import { describe, expect, it } from 'vitest'
import { expand } from '../expand/expand.ts'
import { smallSources } from '../testing/small-sources.ts'
import { canonicalExpansion, sha256 } from './release.ts'

function canonical(sources = smallSources()): string {
  const expansion = expand(sources, { allowMissingIds: true })
  if (!expansion.ok) throw new Error('the fixture is broken')
  return canonicalExpansion(expansion.edition)
}

describe('the canonical expansion', () => {
  it('has one line an item: code, id, name, facets', () => {
    const lines = canonical().split('\n')
    expect(lines).toHaveLength(19)
    expect(lines[1]).toBe(
      '200401110000\t\tCT胸部(平扫)\tdevice=20 part=0401 processing=00 scan=11 scheme=radiology side= supplementary=00',
    )
  })

  it('does not depend on the order of the rules', () => {
    const turned = smallSources({
      'rules/ct.tsv': (text) => {
        const [header = '', ...rows] = text.trimEnd().split('\n')
        return `${[header, ...rows.reverse()].join('\n')}\n`
      },
    })
    expect(sha256(canonical(turned))).toBe(sha256(canonical()))
  })

  it('changes with a name', () => {
    const renamed = smallSources({ 'facets/parts.tsv': (text) => text.replaceAll('胸部', '胸') })
    expect(sha256(canonical(renamed))).not.toBe(sha256(canonical()))
  })
})
