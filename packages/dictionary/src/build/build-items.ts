import type { Pricer } from '@yingma/charge'
import { type Codec, type Edition, itemSheet, type LocalCode, type Pinyin } from '@yingma/core'
import type { ChargeLine, DictionaryItem } from '../model/dictionary.ts'
import type { Settings } from '../model/settings.ts'
import type { Answered } from './answer.ts'
import { createSideRule } from './side-rule.ts'

export interface ItemSources {
  readonly edition: Edition
  readonly codec: Codec
  readonly pinyin: Pinyin
  readonly settings: Settings
  /** Charges items; null where no schedule was given. */
  readonly pricer: Pricer | null
  /** Day by which items are priced, `YYYY-MM-DD`. */
  readonly date: string
}

/** The codes that a dictionary has, and what leads to each. */
interface Wanted {
  exams: number
  readonly olds: Set<string>
  readonly aliases: Map<string, number>
  from: DictionaryItem['from']
}

type Meaning = Exclude<ReturnType<Codec['decode']>, { kind: 'invalid' | 'well-formed' | 'local' }>

/** The items of the new dictionary: those that the answers lead to, those chosen, and the local ones; in code order. */
export function buildItems(answered: readonly Answered[], sources: ItemSources): readonly DictionaryItem[] {
  const wanted = gather(answered, sources)
  const local = new Map(sources.settings.local.map((item) => [localCode(item, sources.codec), item] as const))
  const sideOf = createSideRule(sources.edition)
  const inactive = new Set(sources.settings.inactive.map((code) => canonical(code, sources.codec)))
  const items: DictionaryItem[] = []
  for (const [code, want] of wanted) {
    const decoded = sources.codec.decode(code)
    if (decoded.kind === 'invalid' || decoded.kind === 'well-formed') continue
    const meaning = decoded.kind === 'local' ? decoded.parent : decoded
    const own = decoded.kind === 'local' ? local.get(code) : undefined
    const components = own?.components.map((one) => canonical(one, sources.codec)) ?? [meaning.code]
    items.push({
      code,
      kind: decoded.kind === 'local' ? 'local' : decoded.kind === 'derived' ? 'device' : 'official',
      parent: decoded.kind === 'local' ? meaning.code : null,
      components,
      ...namesOf(decoded.kind === 'local' ? decoded : null, own?.name, meaning, sources.pinyin),
      modality: meaning.modality,
      ...placeOf(meaning, sources.settings),
      part: partOf(meaning),
      side: sideOf(meaning.facets),
      ...contrastOf(meaning, sources),
      ...notesOf(code, meaning, sources),
      aliases: aliasesOf(code, want, sources.settings),
      ...chargesOf(components, sources),
      active: !inactive.has(code),
      from: want.from,
      exams: want.exams,
      oldCodes: [...want.olds].sort(),
    })
  }
  return items.sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
}

function gather(answered: readonly Answered[], { settings, codec }: ItemSources): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>()
  const want = (code: string, from: DictionaryItem['from']): Wanted => {
    const key = canonical(code, codec)
    const known = wanted.get(key)
    if (known !== undefined) return known
    const made: Wanted = { exams: 0, olds: new Set(), aliases: new Map(), from }
    wanted.set(key, made)
    return made
  }
  const note = (one: Wanted, { entry }: Answered): void => {
    if (entry.code !== '') one.olds.add(entry.code)
    one.aliases.set(entry.name, (one.aliases.get(entry.name) ?? 0) + entry.exams)
  }
  for (const one of answered) {
    const { answer, entry } = one
    if (answer.kind === 'items') {
      for (const code of answer.codes) {
        const item = want(code, 'volume')
        item.exams += entry.exams
        note(item, one)
      }
    }
    if (answer.kind === 'by-column') {
      for (const code of new Set(answer.choices.flatMap(({ codes }) => codes))) note(want(code, 'volume'), one)
    }
  }
  for (const code of settings.chosen) want(code, 'chosen')
  for (const item of settings.local) want(localCode(item, codec), 'local')
  return wanted
}

/** The code as the edition writes it; whatever is no code is left as it is. */
export function canonical(code: string, codec: Codec): string {
  const decoded = codec.decode(code)
  return decoded.kind === 'invalid' || decoded.kind === 'well-formed' ? code : decoded.code
}

function localCode(item: Settings['local'][number], codec: Codec): string {
  return canonical(`${canonical(item.components[0] ?? '', codec)}-${item.suffix}`, codec)
}

function namesOf(
  local: LocalCode | null,
  ownName: string | undefined,
  meaning: Meaning,
  pinyin: Pinyin,
): Pick<DictionaryItem, 'name' | 'nameEn' | 'pinyin'> {
  const said = local === null ? '' : (ownName ?? local.suffix)
  const name = local === null ? meaning.name : `${meaning.name}-(${said})`
  return {
    name,
    nameEn: local === null ? meaning.nameEn : `${meaning.nameEn} (${local.suffix})`,
    pinyin: pinyin.initials(name).toUpperCase(),
  }
}

function placeOf(meaning: Meaning, settings: Settings): Pick<DictionaryItem, 'device' | 'room'> {
  const part = meaning.facets.part.toUpperCase()
  const fitting = settings.devices.filter(
    ({ modality, parts }) =>
      modality === meaning.modality && (parts.length === 0 || parts.some((one) => part.startsWith(one.toUpperCase()))),
  )
  const joined = (values: readonly string[]): string => [...new Set(values.filter((value) => value !== ''))].join('、')
  return { device: joined(fitting.map(({ name }) => name)), room: joined(fitting.map(({ room }) => room)) }
}

function partOf(meaning: Meaning): string {
  return meaning.fields.filter(({ facet }) => facet === 'part').at(-1)?.value?.name ?? ''
}

function contrastOf(meaning: Meaning, { edition }: ItemSources): { readonly contrast: string } {
  return { contrast: itemSheet(edition, meaning.facets).find(({ field }) => field === 'contrast')?.value ?? '' }
}

function notesOf(
  code: string,
  meaning: Meaning,
  sources: ItemSources,
): Pick<DictionaryItem, 'minutes' | 'preparation' | 'safety'> {
  const { contrast } = contrastOf(meaning, sources)
  const part = meaning.facets.part.toUpperCase()
  let found = { minutes: null as number | null, preparation: '', safety: '' }
  for (const note of sources.settings.notes) {
    const fits =
      (note.codes === undefined || note.codes.some((one) => canonical(one, sources.codec) === code)) &&
      (note.modality === undefined || note.modality === meaning.modality) &&
      (note.contrast === undefined || note.contrast === contrast) &&
      (note.part === undefined || part.startsWith(note.part.toUpperCase())) &&
      (note.scan === undefined || note.scan.toUpperCase() === meaning.facets.scan?.toUpperCase())
    if (!fits) continue
    found = {
      minutes: note.minutes ?? found.minutes,
      preparation: note.preparation ?? found.preparation,
      safety: note.safety ?? found.safety,
    }
  }
  return found
}

function aliasesOf(code: string, want: Wanted, settings: Settings): readonly string[] {
  const used = [...want.aliases].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name)
  return [...new Set([...(settings.aliases[code] ?? []), ...used])]
}

/** The bill of one exam of the item, alone and without anything special about it. */
function chargesOf(
  components: readonly string[],
  { pricer, date, settings }: ItemSources,
): Pick<DictionaryItem, 'charges' | 'priceCents' | 'pricePartial' | 'insurance'> {
  const none = { charges: [], priceCents: null, pricePartial: pricer !== null, insurance: [] }
  const quote = pricer?.quote({ date, items: components.map((code) => ({ code })) })
  if (quote === undefined || !quote.ok || quote.lines.length === 0) return none
  const charges: ChargeLine[] = quote.lines.map(
    ({ code, name, unit, quantity, amountCents, insuranceClass }): ChargeLine => ({
      code,
      name,
      unit,
      quantity,
      amountCents,
      insuranceClass,
      insurance: settings.insurance[code] ?? '',
    }),
  )
  return {
    charges,
    priceCents: quote.totalCents,
    pricePartial: quote.partial,
    insurance: [...new Set(charges.map(({ insurance }) => insurance).filter((code) => code !== ''))],
  }
}
