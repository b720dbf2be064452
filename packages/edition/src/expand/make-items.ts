import {
  chineseName,
  createFacetCodec,
  type Edition,
  EXTENSION_PREFIX,
  englishName,
  type FacetTuple,
  type Item,
  type NamingContext,
  type Pinyin,
} from '@yingma/core'
import type { DataProblem } from '../data-problem.ts'
import { type Override, readOverrides, readRetired } from '../read/read-registers.ts'
import type { RuledCode } from '../read/read-rules.ts'
import { FILES, type Sources } from '../read/sources.ts'
import { EditionItem } from './edition-item.ts'

/** Where the texts of items come from. */
export interface Wording {
  readonly naming: NamingContext
  readonly pinyin: Pinyin
}

/** Makes the items of the ruled codes, in code order (letter case folded). Codes that come twice are problems. */
export function makeItems(
  sources: Sources,
  codes: readonly RuledCode[],
  wording: Wording,
  idOf: (kind: string, code: string) => string,
  problems: DataProblem[],
): readonly Item[] {
  const { schemes, dictionaries } = wording.naming
  const codec = createFacetCodec(wording.naming)
  const heads = new Map(schemes.flatMap(({ id, heads: all }) => Object.entries(all).map(([h, v]) => [h, { id, ...v }])))
  const extensions = extensionValues(dictionaries)
  const overrides = readOverrides(sources, problems)
  const retired = readRetired(sources, problems)
  const items = new Map<string, Item>()
  const placed = new Map<string, RuledCode>()
  for (const ruled of codes) {
    const { rule } = ruled
    const place = { file: rule.file, row: ruled.row }
    const facets = codec.facetsOf(ruled.code)
    const head = heads.get(ruled.code.slice(0, 2))
    if (facets === null || head?.id !== rule.scheme || head.tag !== rule.tag) {
      problems.push({ code: 'data-unknown-item', ...place, value: ruled.code })
      continue
    }
    const code = rule.origin === 'extension' ? EXTENSION_PREFIX + ruled.code : ruled.code
    const key = code.toUpperCase()
    const other = placed.get(key)
    if (other !== undefined) {
      problems.push({ code: 'data-duplicate-item', ...place, value: code, other: `${other.rule.file}:${other.row}` })
      continue
    }
    if (rule.origin === 'published' && usesExtension(facets, extensions)) {
      problems.push({ code: 'data-extension-in-published', ...place, value: code })
    }
    placed.set(key, ruled)
    const retirement = retired.get(key)
    const override = overrides.get(key)
    const grammarName = chineseName(wording.naming, facets)
    const record = {
      code,
      scheme: head.id,
      modality: head.modality,
      facets,
      conceptId: idOf('item', code),
      origin: rule.origin,
      status: retirement === undefined ? 'active' : 'retired',
      successors: retirement?.successors ?? [],
      grammarName,
      name: override?.name ?? grammarName,
      nameEn: override?.nameEn || englishName(wording.naming, facets),
    } as const
    items.set(key, new EditionItem(record, wording.pinyin))
  }
  checkOverrides(overrides, items, problems)
  checkRetired(retired, items, problems)
  return [...items.keys()].sort().flatMap((key) => items.get(key) ?? [])
}

/** Whether a code of the published rules holds a value of ours. */
function usesExtension(facets: FacetTuple, extensions: ReadonlySet<string>): boolean {
  return extensions.size > 0 && Object.values(facets).some((code) => extensions.has(String(code)))
}

function extensionValues(dictionaries: Edition['dictionaries']): ReadonlySet<string> {
  const found = [...dictionaries.values()].flatMap(({ values }) => [...values.values()])
  return new Set(found.filter(({ origin }) => origin === 'extension').map(({ code }) => code))
}

/** An override of an item that is not there, or that says in both languages what the grammar says anyway, is a mistake. */
function checkOverrides(
  overrides: ReadonlyMap<string, Override>,
  items: ReadonlyMap<string, Item>,
  problems: DataProblem[],
): void {
  for (const [key, { row, code, name, nameEn }] of overrides) {
    const item = items.get(key)
    const place = { file: FILES.overrides, row, value: code }
    if (item === undefined) problems.push({ code: 'data-unknown-item', ...place })
    else if (item.grammarName === name && nameEn === '') problems.push({ code: 'data-useless-override', ...place })
  }
}

function checkRetired(
  retired: ReturnType<typeof readRetired>,
  items: ReadonlyMap<string, Item>,
  problems: DataProblem[],
): void {
  for (const [key, { row, code, successors }] of retired) {
    const unknown = items.has(key) ? successors.filter((one) => !items.has(one.toUpperCase())) : [code]
    for (const value of unknown) problems.push({ code: 'data-unknown-item', file: FILES.retired, row, value })
  }
}
