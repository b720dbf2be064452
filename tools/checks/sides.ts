import type { FacetValue, Side } from '@yingma/core'
import type { Finding, Guard } from '../guards/guard.ts'
import { withEdition } from './edition-at.ts'

/** How a name begins that says a side. */
const SIDE_WORDS: readonly (readonly [word: string, side: Side])[] = [
  ['左侧', 'left'],
  ['右侧', 'right'],
  ['双侧', 'both'],
  ['左', 'left'],
  ['右', 'right'],
  ['双', 'both'],
]

/** Dictionaries of body parts. */
const PARTS = ['radiology-parts', 'ultrasound-parts']

/** Names that begin like a side and say none: an atrium, a quadrant, a list of which only the first is paired. */
const NO_SIDE = new Set(['左心房肺静脉', '右下腹', '双肾、输尿管、膀胱'])

/** Sites that the publisher codes for some sides only. */
const INCOMPLETE = new Set(['泪道', '下颌关节', '肾上腺', '肾', '输尿管', '输精管', '跟腱', '胸锁关节'])

/**
 * Every part whose name says a side has that side and its site, the name is the side's word and the site, no site has a
 * side twice, and each site has left, right and both unless it is known that the publisher lacks one.
 */
export const sides: Guard = {
  name: 'sides',
  check: (root) =>
    withEdition(root, ({ dictionaries }) => {
      const parts = PARTS.flatMap((id) => [...(dictionaries.get(id)?.values.values() ?? [])])
      // Levels above the last are headings (双侧胸锁关节 0701); items are made of the last level.
      const last = parts.filter(({ code, dictionary }) => dictionary !== 'radiology-parts' || code.length === 6)
      const findings = [...last.flatMap(namesSide), ...completeness(last)]
      return { checked: last.filter(({ side }) => side !== undefined).length, findings }
    }),
}

function namesSide(value: FacetValue): readonly Finding[] {
  const said = NO_SIDE.has(value.name) ? undefined : SIDE_WORDS.find(([word]) => value.name.startsWith(word))
  if (said === undefined)
    return value.side === undefined ? [] : [finding(value, `has side ${value.side}, its name has none`)]
  const [word, side] = said
  if (value.side !== side) return [finding(value, `says ${side} and has side ${value.side ?? 'none'}`)]
  if (value.name !== word + (value.site ?? ''))
    return [finding(value, `is not ${word} and its site ${value.site ?? ''}`)]
  return []
}

function completeness(values: readonly FacetValue[]): readonly Finding[] {
  const sites = new Map<string, FacetValue[]>()
  for (const value of values) {
    if (value.side === undefined || value.site === undefined) continue
    const key = `${value.dictionary} ${value.site}`
    sites.set(key, [...(sites.get(key) ?? []), value])
  }
  return [...sites.values()].flatMap((sided) => {
    const [first] = sided
    const found = new Set(sided.map(({ side }) => side))
    if (first === undefined) return []
    if (found.size !== sided.length) return [finding(first, `site ${first.site ?? ''} has a side twice`)]
    if (found.size === 3 || INCOMPLETE.has(first.site ?? '')) return []
    return [finding(first, `site ${first.site ?? ''} has only ${[...found].join(', ')}`)]
  })
}

function finding(value: FacetValue, message: string): Finding {
  return { file: `facets/${value.dictionary}.tsv`, message: `${value.code} ${value.name}: ${message}` }
}
