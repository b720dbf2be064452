import { createFacetCodec, type Edition, itemSheet } from '@yingma/core'
import type { NormaliseInput, Normaliser } from '@yingma/normalise'
import type { Disagreement, DisagreementCode } from './disagreement.ts'
import type { Reading, SeriesReport } from './series-report.ts'

interface Compared {
  readonly ofStudy: readonly Disagreement[]
  readonly ofSeries: ReadonlyMap<string, readonly Disagreement[]>
}

interface Sources {
  readonly edition: Edition
  readonly normaliser: Normaliser
}

/** View positions of DICOM as the words of the standard, where one says the other. */
const VIEWS: Readonly<Record<string, string>> = {
  AP: '正位',
  PA: '正位',
  LL: '侧位',
  RL: '侧位',
  LAT: '侧位',
  LATERAL: '侧位',
}
const XRAY = new Set(['DX', 'DR', 'CR', 'XR'])
const SECTIONAL = new Set(['CT', 'MR'])

/**
 * Holds each series against the order: what its header says goes beside the text of the order as columns of a table do,
 * and the normaliser says what disagrees. A header that says nothing disagrees with nothing.
 */
export function disagreementsOf(order: Reading, series: readonly SeriesReport[], sources: Sources): Compared {
  const ofSeries = new Map<string, readonly Disagreement[]>()
  const modalityClashes = series.filter((one) => clashes(order, { modality: one.modality }, 'modality', sources))
  // An order of several exams may have series of several modalities: one that fits is enough for each to be asked for.
  const isForeign = modalityClashes.length === series.length
  for (const one of series) {
    const found = isForeign ? [{ code: 'modality', images: one.modality } as const] : []
    ofSeries.set(one.series, [...found, ...(isForeign ? [] : seriesDisagreements(order, one, sources))])
  }
  return { ofStudy: isForeign ? [] : studyDisagreements(order, series, sources), ofSeries }
}

function seriesDisagreements(order: Reading, one: SeriesReport, sources: Sources): Disagreement[] {
  const found: Disagreement[] = []
  const { modality, bodyPart, laterality, views, description, protocol } = one
  const say = (code: DisagreementCode, images: string): void => {
    if (!found.some((other) => other.code === code)) found.push({ code, images })
  }
  for (const part of [bodyPart, description, protocol]) {
    if (part !== '' && clashes(order, { modality, part }, 'part', sources)) say('part', part)
  }
  for (const side of laterality) if (clashes(order, { modality, side }, 'side', sources)) say('side', side)
  const said = sidesOf(one.reading?.codes ?? [], sources.edition)
  const wanted = sidesOf(order.codes, sources.edition)
  if (said.size === 1 && wanted.size > 0 && !wanted.has('both') && ![...said].every((side) => wanted.has(side))) {
    say('side', one.reading?.text ?? '')
  }
  if (XRAY.has(modality.toUpperCase())) {
    for (const view of views) {
      const position = VIEWS[view.toUpperCase()]
      if (position !== undefined && clashes(order, { modality, position }, 'position', sources)) say('view', view)
    }
  }
  if (contrastOf(order.codes, sources.edition) === 'none' && showsContrast(one, sources.edition)) {
    say('contrast', one.contrast ? 'ContrastBolusAgent' : (one.reading?.text ?? ''))
  }
  return found
}

function studyDisagreements(order: Reading, series: readonly SeriesReport[], { edition }: Sources): Disagreement[] {
  if (order.state !== 'mapped') return []
  const found: Disagreement[] = []
  const scanned = series.filter(({ modality }) => SECTIONAL.has(modality.toUpperCase()))
  if (
    contrastOf(order.codes, edition) === 'with' &&
    scanned.length > 0 &&
    !scanned.some((one) => showsContrast(one, edition))
  ) {
    found.push({ code: 'contrast-not-seen', images: scanned.map(({ description }) => description).join(', ') })
  }
  const films = series.filter(({ modality }) => XRAY.has(modality.toUpperCase()))
  const positions = films.flatMap(({ views }) => views.map((view) => VIEWS[view.toUpperCase()]))
  const allSaid = films.length > 0 && films.every(({ views }) => views.length > 0) && !positions.includes(undefined)
  if (!allSaid) return found
  for (const wanted of viewsOf(order.codes, edition)) {
    if (!positions.includes(wanted))
      found.push({ code: 'view-missing', images: [...new Set(films.flatMap(({ views }) => views))].join(', ') })
  }
  return found
}

/** Whether the text of the order and these columns beside it are at odds about something. */
function clashes(
  { text }: Reading,
  columns: Omit<NormaliseInput, 'name'>,
  about: 'modality' | 'part' | 'side' | 'position',
  { normaliser }: Sources,
): boolean {
  return normaliser.normalise({ name: text, ...columns }).flags.includes(`conflict:${about}`)
}

function sidesOf(codes: readonly string[], edition: Edition): ReadonlySet<string> {
  const codec = createFacetCodec(edition)
  return new Set(
    codes.flatMap((code) => {
      const facets = codec.facetsOf(code)
      return facets !== null && 'side' in facets && facets.side !== null ? [facets.side] : []
    }),
  )
}

/** `with` where an item of the set has contrast, `none` where all say that they have none, null where that is not said. */
function contrastOf(codes: readonly string[], edition: Edition): 'with' | 'none' | null {
  const codec = createFacetCodec(edition)
  const said = codes.map((code) => {
    const facets = codec.facetsOf(code)
    return facets === null ? undefined : itemSheet(edition, facets).find(({ field }) => field === 'contrast')?.value
  })
  if (said.some((value) => value === 'with' || value === 'both')) return 'with'
  return said.length > 0 && said.every((value) => value === 'none') ? 'none' : null
}

function showsContrast({ contrast, reading }: SeriesReport, edition: Edition): boolean {
  return contrast || (reading !== null && contrastOf(reading.codes, edition) === 'with')
}

/** The single views of ordered X-ray items, as words; only those that view positions of DICOM can say. */
function viewsOf(codes: readonly string[], edition: Edition): ReadonlySet<string> {
  const codec = createFacetCodec(edition)
  const values = edition.dictionaries.get('positions')?.values
  const known = new Set(Object.values(VIEWS))
  const names = codes.flatMap((code) => {
    const facets = codec.facetsOf(code)
    if (facets === null || !('position' in facets)) return []
    const value = values?.get(facets.position.toUpperCase())
    return (value?.components ?? [facets.position]).map((part) => values?.get(part.toUpperCase())?.name ?? '')
  })
  return new Set(names.filter((name) => known.has(name)))
}
