import { constants, inflateRawSync } from 'node:zlib'
import dicomParser, { type DataSet } from 'dicom-parser'
import { decodeDicomText } from './dicom-text.ts'

/** A coded entry of a code sequence. */
export interface DicomCode {
  readonly value: string
  readonly scheme: string
  readonly meaning: string
}

/** What the header of one image says of the exam. Empty where it says nothing; no field of the patient is read. */
export interface ImageHeader {
  readonly study: string
  readonly series: string
  readonly sopClass: string
  readonly accession: string
  readonly modality: string
  readonly studyDescription: string
  readonly seriesDescription: string
  readonly protocolName: string
  readonly bodyPart: string
  readonly laterality: string
  readonly viewPosition: string
  readonly contrastAgent: string
  /** Description of the order, where the image carries it (Request Attributes Sequence, Requested Procedure). */
  readonly requested: string
  /** Codes of the order and of the procedure. */
  readonly codes: readonly DicomCode[]
}

/** The last element that is read; a header that goes on behind it is long enough. */
const LAST_TAG = 'x00400275'
const MAX_INFLATED = 64 * 1024 * 1024

/**
 * Reads the header from the beginning of a DICOM file (Part 10, any transfer syntax). `short`: more of the file is
 * needed; `null`: no DICOM file. `whole` says that the bytes are all there are, so that a cut file gives what it has.
 */
export function readImageHeader(bytes: Uint8Array, whole: boolean): ImageHeader | 'short' | null {
  if (bytes.length < 132 || String.fromCharCode(...bytes.subarray(128, 132)) !== 'DICM') return null
  const parsed = parse(bytes)
  if (parsed === null) return whole ? null : 'short'
  if (!parsed.complete && !whole && !Object.keys(parsed.data.elements).some((tag) => tag > LAST_TAG && tag < 'xffff'))
    return 'short'
  return headerOf(parsed.data)
}

function parse(bytes: Uint8Array): { readonly data: DataSet; readonly complete: boolean } | null {
  try {
    const data = dicomParser.parseDicom(bytes, { untilTag: 'x7fe00010', inflater: inflate })
    return { data, complete: true }
  } catch (error) {
    // The parser throws what it had read with its complaint; a text or an Error alone means that it had nothing.
    const had = (error as { readonly dataSet?: DataSet }).dataSet
    return had?.elements === undefined ? null : { data: had, complete: false }
  }
}

/** Deflated data sets: what is behind the meta header is one deflate stream, perhaps cut. */
function inflate(bytes: Uint8Array, position: number): Uint8Array {
  const options = { maxOutputLength: MAX_INFLATED, finishFlush: constants.Z_SYNC_FLUSH }
  return Buffer.concat([bytes.subarray(0, position), inflateRawSync(bytes.subarray(position), options)])
}

function headerOf(data: DataSet): ImageHeader {
  const characterSet = data.string('x00080005') ?? ''
  const text = (from: DataSet | undefined, tag: string): string => {
    const element = from?.elements[tag]
    if (from === undefined || element === undefined || element.length <= 0) return ''
    const bytes = from.byteArray.subarray(element.dataOffset, element.dataOffset + element.length)
    return decodeDicomText(bytes, characterSet)
  }
  const itemsOf = (from: DataSet | undefined, tag: string): readonly DataSet[] =>
    from?.elements[tag]?.items?.flatMap(({ dataSet }) => dataSet ?? []) ?? []
  const request = itemsOf(data, LAST_TAG)[0]
  const codes = [...itemsOf(request, 'x00321064'), ...itemsOf(data, 'x00321064'), ...itemsOf(data, 'x00081032')].map(
    (code) => ({
      value: text(code, 'x00080100') || text(code, 'x00080119'),
      scheme: text(code, 'x00080102'),
      meaning: text(code, 'x00080104'),
    }),
  )
  return {
    study: text(data, 'x0020000d'),
    series: text(data, 'x0020000e'),
    sopClass: text(data, 'x00080016'),
    accession: text(data, 'x00080050'),
    modality: text(data, 'x00080060'),
    studyDescription: text(data, 'x00081030'),
    seriesDescription: text(data, 'x0008103e'),
    protocolName: text(data, 'x00181030'),
    bodyPart: text(data, 'x00180015'),
    laterality: text(data, 'x00200062') || text(data, 'x00200060'),
    viewPosition: text(data, 'x00185101'),
    contrastAgent: text(data, 'x00180010'),
    requested: text(request, 'x00321060') || text(request, 'x00400007') || text(data, 'x00321060'),
    codes,
  }
}
