import type { Edition, Item, Modality } from '@yingma/core'
import type { Normalised, NormaliseInput, Normaliser, ResultItem } from '@yingma/normalise'
import type { Verdicts } from '../run/verdict-columns.ts'

const PARTS: ReadonlyArray<readonly [RegExp, string, string]> = [
  [/头颅|颅脑|head/iu, '010100', '颅脑'],
  [/胸部|chest/iu, '040100', '胸部'],
  [/上腹/u, '050100', '上腹部'],
  [/颈椎/u, '030200', '颈椎'],
  [/膝/u, '072201', '左膝关节'],
]
const HEADS: Readonly<Record<string, string>> = { CT: '20', MR: '30', DR: '40' }

/**
 * A normaliser of a dozen rules with the interface of the real one: enough states, sets and conflicts to see that
 * tables, joins and counts are right. `部位01` … `部位99` are parts of their own, for long combinations.
 */
export const ruleNormaliser: Normaliser = {
  normalise(input: NormaliseInput): Normalised {
    const name = input.name.normalize('NFKC')
    const modality = input.modality ?? ''
    const base = {
      name: input.name,
      modality,
      ...(input.count !== undefined && { count: input.count }),
      modifiers: [],
      defaults: [],
      candidates: [],
      rules: ['fixture'],
    }
    const said = /CT|MR|DR/u.exec(name.toUpperCase())?.[0]
    const segments = name
      .split(/[+,、|]/u)
      .flatMap((segment) => items(segment, said ?? (modality in HEADS ? modality : 'CT')))
    const coded = segments.filter((segment) => segment.code !== null)
    const several = segments.length > 1 ? (['several-items'] as const) : []
    if (segments.length === 0)
      return {
        ...base,
        state: 'not-exam',
        confidence: 0.9,
        items: [],
        classes: ['not-exam'],
        flags: [],
        reason: 'no-content',
      }
    const verdict = { ...base, items: segments, classes: several }
    if (said !== undefined && modality in HEADS && said !== modality)
      return { ...verdict, state: 'conflict', confidence: 0.5, flags: ['conflict:modality'] }
    if (/膝/u.test(name) && !/左/u.test(name)) return { ...verdict, state: 'ambiguous', confidence: 0.4, flags: [] }
    if (coded.length === 0) return { ...verdict, state: 'no-item', confidence: 0.8, flags: [], reason: 'part-missing' }
    return { ...verdict, state: coded.length < segments.length ? 'review' : 'mapped', confidence: 0.99, flags: [] }
  },
}

function items(segment: string, modality: string): readonly ResultItem[] {
  const head = HEADS[modality] ?? '20'
  const scan = /增强/u.test(segment) ? '22' : '11'
  const numbered = /部位(\d\d)/u.exec(segment)?.[1]
  const part = numbered === undefined ? PARTS.find(([pattern]) => pattern.test(segment))?.[1] : `01${numbered}00`
  if (part !== undefined)
    return [{ code: `${head}${part}${scan}0000`, relation: 'equivalent', spans: [[0, segment.length, 'part']] }]
  if (/平扫|增强|扫描/u.test(segment))
    return [{ code: null, relation: 'none', missing: ['part'], closest: [], spans: [] }]
  return []
}

/** The items that the rules can give. */
export function fixtureEdition(): Pick<Edition, 'byCode'> {
  const parts = [
    ...PARTS.map(([, code, name]) => [code, name] as const),
    ...Array.from({ length: 99 }, (_, n) => [`01${String(n + 1).padStart(2, '0')}00`, `部位${n + 1}`] as const),
  ]
  const byCode = new Map<string, Item>()
  for (const [modality, head] of Object.entries(HEADS)) {
    for (const [part, partName] of parts) {
      for (const [scan, scanName] of [
        ['11', '平扫'],
        ['22', '平扫+增强'],
      ] as const) {
        const code = `${head}${part}${scan}0000`
        if (!byCode.has(code))
          byCode.set(code, fixtureItem(code, modality as Modality, `${modality}${partName}(${scanName})`, byCode.size))
      }
    }
  }
  return { byCode }
}

function fixtureItem(code: string, modality: Modality, name: string, index: number): Item {
  return {
    code,
    modality,
    name,
    nameEn: name,
    scheme: 'radiology',
    conceptId: String(100_000_000 + index),
    origin: 'published',
    status: 'active',
    grammarName: name,
    designations: [],
    successors: [],
    facets: {
      scheme: 'radiology',
      device: code.slice(0, 2),
      part: code.slice(2, 8),
      side: null,
      scan: code.slice(8, 10),
      processing: '00',
      supplementary: '00',
    },
  }
}

/** Verdicts of the fixture; `ruled` institutions read 膝 as the left knee. */
export function fixtureVerdicts(ruled: readonly string[] = []): Verdicts {
  const own: Normaliser = {
    normalise: (input) => ruleNormaliser.normalise({ ...input, name: input.name.replace('膝', '左膝') }),
  }
  return {
    edition: fixtureEdition(),
    ruled,
    normaliserFor: (institution) => (institution === '' ? ruleNormaliser : own),
  }
}
