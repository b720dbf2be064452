import {
  chineseName,
  createFacetCodec,
  createPinyin,
  type Edition,
  englishName,
  type FacetTuple,
  type Item,
  type Pinyin,
  type Scheme,
} from '@yingma/core'
import type { DataProblem } from './data-problem.ts'
import { EditionItem } from './edition-item.ts'
import { readDictionaries } from './read-dictionaries.ts'
import { readEditionFile, readSchemes } from './read-edition-file.ts'
import { readIds } from './read-ids.ts'
import { readDefects, readOverrides, readPinyin, readRetired, readSynonyms } from './read-registers.ts'
import { type RuledCode, readRules } from './read-rules.ts'
import { FILES, type Sources } from './sources.ts'

/** Either an edition without a defect, or every defect found. */
export type Expansion =
  | { readonly ok: true; readonly edition: Edition }
  | { readonly ok: false; readonly problems: readonly DataProblem[] }

export interface ExpandOptions {
  /** Values and items without a permanent id get '' instead of a problem: only for the tool that assigns ids. */
  readonly allowMissingIds?: boolean
}

/** The prefix of the codes of our own extensions. */
const EXTENSION_PREFIX = 'Y'

/** Expands the sources of standard/ into an edition. Pure: reads the given texts only; never throws for bad data. */
export function expand(sources: Sources, options: ExpandOptions = {}): Expansion {
  const problems: DataProblem[] = []
  const file = readEditionFile(sources, problems)
  if (file === undefined) return { ok: false, problems }
  const idOf = readIds(sources, options.allowMissingIds === true, problems)
  const schemes = readSchemes(sources, file, problems)
  const dictionaries = readDictionaries(sources, file, idOf, problems)
  checkDictionariesNamed(schemes, dictionaries, problems)
  const pinyin = createPinyin(readPinyin(sources, problems))
  // Tuples are built from these tables; going on with broken ones would only repeat the same defects.
  if (problems.length > 0) return { ok: false, problems }

  const schemesById = new Map<string, Scheme>(schemes.map((scheme) => [scheme.id, scheme]))
  const codes = readRules(sources, file, schemesById, dictionaries, problems)
  if (problems.length > 0) return { ok: false, problems }
  const items = makeItems(sources, codes, { schemes, dictionaries }, idOf, pinyin, problems)
  const edition: Edition = {
    version: file.version,
    title: file.title,
    schemes,
    dictionaries,
    items,
    byCode: new Map(items.map((item) => [item.code.toUpperCase(), item])),
    byId: new Map(items.map((item) => [item.conceptId, item])),
    suspectedSynonyms: readSynonyms(sources, dictionaries, problems),
    sourceDefects: readDefects(sources, problems),
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, edition }
}

function makeItems(
  sources: Sources,
  codes: readonly RuledCode[],
  context: Pick<Edition, 'schemes' | 'dictionaries'>,
  idOf: (kind: string, code: string) => string,
  pinyin: Pinyin,
  problems: DataProblem[],
): readonly Item[] {
  const codec = createFacetCodec(context)
  const extensions = extensionValues(context.dictionaries)
  const overrides = readOverrides(sources, problems)
  const retired = readRetired(sources, problems)
  const heads = new Map(
    context.schemes.flatMap(({ id, heads: all }) => Object.entries(all).map(([h, v]) => [h, { id, ...v }])),
  )
  const items = new Map<string, Item>()
  const placed = new Map<string, RuledCode>()
  for (const ruled of codes) {
    const facets = codec.facetsOf(ruled.code)
    const head = heads.get(ruled.code.slice(0, 2))
    const place = { file: ruled.rule.file, row: ruled.row }
    if (facets === null || head === undefined || head.id !== ruled.rule.scheme || head.tag !== ruled.rule.tag) {
      problems.push({ code: 'unknown-item', ...place, value: ruled.code })
      continue
    }
    const isExtension = ruled.rule.origin === 'extension'
    const code = isExtension ? EXTENSION_PREFIX + ruled.code : ruled.code
    const other = placed.get(code.toUpperCase())
    if (other !== undefined) {
      problems.push({ code: 'duplicate-item', ...place, value: code, other: `${other.rule.file}:${other.row}` })
      continue
    }
    if (!isExtension && usesExtension(facets, extensions)) {
      problems.push({ code: 'extension-in-published', ...place, value: code })
    }
    placed.set(code.toUpperCase(), ruled)
    const grammarName = chineseName(context, facets)
    const override = overrides.get(code.toUpperCase())
    const item = new EditionItem(
      {
        code,
        scheme: head.id,
        modality: head.modality,
        facets,
        name: override?.name ?? grammarName,
        nameEn: override?.nameEn || englishName(context, facets),
        conceptId: idOf('item', code),
        origin: ruled.rule.origin,
        status: retired.has(code.toUpperCase()) ? 'retired' : 'active',
        grammarName,
        successors: retired.get(code.toUpperCase())?.successors ?? [],
      },
      pinyin,
    )
    items.set(code.toUpperCase(), item)
  }
  checkOverrides(overrides, items, problems)
  for (const [key, { row, code, successors }] of retired) {
    for (const value of items.has(key) ? successors.filter((one) => !items.has(one.toUpperCase())) : [code]) {
      problems.push({ code: 'unknown-item', file: FILES.retired, row, value })
    }
  }
  return [...items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item)
}

/** An override of an item that is not there, or that says what the grammar says anyway, is a mistake. */
function checkOverrides(
  overrides: ReturnType<typeof readOverrides>,
  items: ReadonlyMap<string, Item>,
  problems: DataProblem[],
): void {
  for (const [key, { row, code, name }] of overrides) {
    const item = items.get(key)
    if (item === undefined) problems.push({ code: 'unknown-item', file: FILES.overrides, row, value: code })
    else if (item.grammarName === name)
      problems.push({ code: 'useless-override', file: FILES.overrides, row, value: code })
  }
}

/** Whether a code of the published rules holds a value of ours; the codes of extension values hold a `Y`. */
function usesExtension(facets: FacetTuple, extensions: ReadonlySet<string>): boolean {
  return extensions.size > 0 && Object.values(facets).some((code) => extensions.has(String(code)))
}

function extensionValues(dictionaries: Edition['dictionaries']): ReadonlySet<string> {
  const found = [...dictionaries.values()].flatMap(({ values }) => [...values.values()])
  return new Set(found.filter(({ origin }) => origin === 'extension').map(({ code }) => code))
}

function checkDictionariesNamed(
  schemes: readonly Scheme[],
  dictionaries: Edition['dictionaries'],
  problems: DataProblem[],
): void {
  for (const scheme of schemes) {
    for (const { dictionary } of scheme.fields) {
      const ids = dictionary === null ? [] : typeof dictionary === 'string' ? [dictionary] : Object.values(dictionary)
      for (const value of ids.filter((id) => !dictionaries.has(id))) {
        problems.push({ code: 'unknown-dictionary', file: `schemes/${scheme.id}.json`, value })
      }
    }
  }
}
