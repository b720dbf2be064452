import { createCodec, type Edition } from '@yingma/core'
import type { Normaliser } from '@yingma/normalise'
import { DEFAULT_SYSTEM } from '../hl7/annotate-message.ts'
import type { Disagreement } from './disagreement.ts'
import { disagreementsOf } from './disagreements.ts'
import type { ImageHeader } from './image-header.ts'
import type { SeriesHeaders } from './read-folder.ts'
import type { Reading, SeriesReport } from './series-report.ts'

/** Where the text of the order comes from: a standard code in the header, a list of orders, the request or the study description. */
export const ORDER_SOURCES = ['code', 'orders', 'request', 'description', 'none'] as const
export type OrderSource = (typeof ORDER_SOURCES)[number]

export interface StudyReport {
  readonly study: string
  readonly accession: string
  readonly source: OrderSource
  /** Null where nothing names an order. */
  readonly order: Reading | null
  readonly series: readonly SeriesReport[]
  /** Of the study as a whole. */
  readonly disagreements: readonly Disagreement[]
}

export interface StudySources {
  readonly edition: Edition
  readonly normaliser: Normaliser
  /** Designator of the standard's codes in code sequences. */
  readonly system?: string
  /** Names of orders by accession number or by study UID. */
  readonly orders?: ReadonlyMap<string, string>
}

/** Modalities of objects that are no pictures of the patient: reports, key images, presentation, plans, segmentations. */
const NO_IMAGES = new Set([
  'SR',
  'KO',
  'PR',
  'SEG',
  'REG',
  'DOC',
  'RTPLAN',
  'RTSTRUCT',
  'RTDOSE',
  'AU',
  'ECG',
  'OT',
  'PLAN',
])

/** Reads order and series of each study and says where images and order disagree. In the order of study UIDs. */
export function reportStudies(series: readonly SeriesHeaders[], sources: StudySources): readonly StudyReport[] {
  const studies = new Map<string, SeriesHeaders[]>()
  for (const one of series) {
    const study = one.headers[0]!.study
    studies.set(study, [...(studies.get(study) ?? []), one])
  }
  return [...studies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([study, members]) => reportStudy(study, members, sources))
}

function reportStudy(study: string, members: readonly SeriesHeaders[], sources: StudySources): StudyReport {
  const headers = members.flatMap((member) => member.headers)
  const accession = headers.find((header) => header.accession !== '')?.accession ?? ''
  const shown = members.filter(({ headers: [first] }) => !NO_IMAGES.has(first!.modality.toUpperCase()))
  const modalities = [...new Set(shown.map(({ headers: [first] }) => first!.modality))]
  const { source, text, codes } = orderOf(headers, accession, study, sources)
  const order = text === '' ? null : readText(text, modalities[0] ?? '', codes, sources)
  const reports = shown.map((member) => reportSeries(member, sources)).sort((a, b) => (a.series < b.series ? -1 : 1))
  const compared = order === null ? { ofStudy: [], ofSeries: new Map() } : disagreementsOf(order, reports, sources)
  const withFindings = reports.map((one) => ({ ...one, disagreements: compared.ofSeries.get(one.series) ?? [] }))
  return { study, accession, source, order, series: withFindings, disagreements: compared.ofStudy }
}

function orderOf(
  headers: readonly ImageHeader[],
  accession: string,
  study: string,
  { edition, system = DEFAULT_SYSTEM, orders }: StudySources,
): { readonly source: OrderSource; readonly text: string; readonly codes: readonly string[] } {
  const listed = orders?.get(study) ?? (accession === '' ? undefined : orders?.get(accession))
  if (listed !== undefined) return { source: 'orders', text: listed, codes: [] }
  const codec = createCodec(edition)
  const coded = headers.flatMap((header) => header.codes).filter((code) => code.scheme === system)
  const items = coded.flatMap(({ value }) => {
    const read = codec.decode(value)
    return read.kind === 'item' || read.kind === 'derived' ? [read] : []
  })
  if (items.length > 0) {
    const byCode = new Map(items.map(({ code, name }) => [code, name]))
    return { source: 'code', text: [...byCode.values()].join('+'), codes: [...byCode.keys()] }
  }
  const requested = headers.find((header) => header.requested !== '')?.requested
  if (requested !== undefined) return { source: 'request', text: requested, codes: [] }
  const text = headers.find((header) => header.studyDescription !== '')?.studyDescription ?? ''
  return { source: text === '' ? 'none' : 'description', text, codes: [] }
}

function readText(text: string, modality: string, codes: readonly string[], { normaliser }: StudySources): Reading {
  const { state, items } = normaliser.normalise({ name: text, modality })
  const chosen = items.flatMap(({ code, name }) => (code === null ? [] : [{ code, name: name ?? '' }]))
  if (codes.length > 0) return { text, state: 'mapped', codes, names: text.split('+') }
  return { text, state, codes: chosen.map(({ code }) => code), names: chosen.map(({ name }) => name) }
}

function reportSeries({ images, headers }: SeriesHeaders, sources: StudySources): SeriesReport {
  const [first] = headers
  const { series, modality, seriesDescription, protocolName, bodyPart } = first!
  const text = seriesDescription || protocolName
  const seen = (field: 'laterality' | 'viewPosition') =>
    [...new Set(headers.map((header) => header[field]).filter((value) => value !== ''))].sort()
  return {
    series,
    images,
    modality,
    description: seriesDescription,
    protocol: protocolName,
    bodyPart,
    laterality: seen('laterality'),
    views: seen('viewPosition'),
    contrast: headers.some((header) => header.contrastAgent !== ''),
    reading: text === '' ? null : readText(text, modality, [], sources),
    disagreements: [],
  }
}
