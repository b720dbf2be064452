import { createCodec, type DecodedItem, type DerivedCode, type Edition, type FacetValue, itemSheet } from '@yingma/core'
import type { Outcome } from '../problem.ts'

/** A data set in the DICOM JSON model (PS3.18 F): tag of eight hex digits → value representation and values. */
export type DicomJson = { readonly [tag: string]: DicomJsonElement }
export interface DicomJsonElement {
  readonly vr: 'CS' | 'SH' | 'LO' | 'UC' | 'UR' | 'SQ'
  readonly Value: readonly (string | DicomJson)[]
}

export interface WorklistOptions {
  /** Coding scheme designator of the standard, at most 16 characters. */
  readonly system?: string
  /** Designator of an institution's own items (`…-SUFFIX`), which are in no official system. */
  readonly localSystem?: string
}

/** Code Value (0008,0100) holds at most this many characters; a longer code stands in Long Code Value (0008,0119) alone. */
const SHORT_CODE = 16

/**
 * The attributes of a modality worklist that an item decides: Requested Procedure Description and Code Sequence, and in
 * the Scheduled Procedure Step its Modality, Description, Protocol Code Sequence, Body Part Examined and laterality.
 * Everything about patient, order and time is the worklist server's.
 */
export function worklistOf(code: string, edition: Edition, options: WorklistOptions = {}): Outcome<DicomJson> {
  const { system = '99YINGMA', localSystem = '99LOCAL' } = options
  const read = createCodec(edition).decode(code)
  if (read.kind === 'invalid' || read.kind === 'well-formed') {
    const nearest = read.nearest.slice(0, 3).map((item) => `${item.code} ${item.name}`)
    return { ok: false, problem: { code: 'edge.not-an-item', input: code, nearest } }
  }
  const item = read.kind === 'local' ? read.parent : read
  const coding =
    read.kind === 'local'
      ? codeItem(read.code, localSystem, null, item.name)
      : codeItem(read.code, system, edition.version, item.name)
  const value: DicomJson = {
    '00080005': { vr: 'CS', Value: ['ISO_IR 192'] },
    '00321060': { vr: 'LO', Value: [item.name] },
    '00321064': { vr: 'SQ', Value: [coding] },
    '00400100': { vr: 'SQ', Value: [scheduledStep(item, coding, edition)] },
  }
  return { ok: true, value }
}

function codeItem(code: string, system: string, version: string | null, meaning: string): DicomJson {
  return {
    ...(code.length <= SHORT_CODE ? { '00080100': { vr: 'SH', Value: [code] } } : {}),
    '00080102': { vr: 'SH', Value: [system] },
    ...(version === null ? {} : { '00080103': { vr: 'SH', Value: [version] } }),
    '00080104': { vr: 'LO', Value: [meaning] },
    ...(code.length > SHORT_CODE ? { '00080119': { vr: 'UC', Value: [code] } } : {}),
  }
}

function scheduledStep(item: DecodedItem | DerivedCode, coding: DicomJson, edition: Edition): DicomJson {
  const sheet = itemSheet(edition, item.facets)
  const modality = sheet.find(({ field }) => field === 'dicomModality')?.value
  const part = partOf(item)
  const bodyPart = bodyPartOf(part, edition)
  return {
    ...(modality === undefined ? {} : { '00080060': { vr: 'CS', Value: [modality] } }),
    ...(bodyPart === undefined ? {} : { '00180015': { vr: 'CS', Value: [bodyPart] } }),
    ...laterality(part?.side),
    '00400007': { vr: 'LO', Value: [item.name] },
    '00400008': { vr: 'SQ', Value: [coding] },
  }
}

/** Laterality (0020,0060) knows one side only; both is a value of Image Laterality (0020,0062). */
function laterality(side: FacetValue['side']): DicomJson {
  if (side === undefined) return {}
  return side === 'both'
    ? { '00200062': { vr: 'CS', Value: ['B'] } }
    : { '00200060': { vr: 'CS', Value: [side === 'left' ? 'L' : 'R'] } }
}

function partOf({ fields }: DecodedItem | DerivedCode): FacetValue | undefined {
  return fields.find(({ facet }) => facet === 'part')?.value ?? undefined
}

/** The word of the part, or of the part that holds it. */
function bodyPartOf(part: FacetValue | undefined, edition: Edition): string | undefined {
  const values = part === undefined ? undefined : edition.dictionaries.get(part.dictionary)?.values
  for (
    let at = part;
    at !== undefined;
    at = at.parent === undefined ? undefined : values?.get(at.parent.toUpperCase())
  ) {
    const word = at.sheet.dicomBodyPart
    if (word !== undefined && word !== '') return word
  }
  return undefined
}
