import { createHash } from 'node:crypto'
import type { Outcome } from '../problem.ts'
import { encodeGb18030 } from '../text/gb18030.ts'
import type { DicomJson, DicomJsonElement } from './worklist.ts'

export const DICOM_CHARSETS = ['utf-8', 'gb18030'] as const
export type DicomCharset = (typeof DICOM_CHARSETS)[number]

const CHARACTER_SET: Readonly<Record<DicomCharset, string>> = { 'utf-8': 'ISO_IR 192', gb18030: 'GB18030' }
const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1'
const WORKLIST_CLASS = '1.2.840.10008.5.1.4.31'
/** A UID of ours, made from a UUID (PS3.5 B.2). */
const IMPLEMENTATION = '2.25.263114973840951087563871021587410327446'
/** Value representations whose length has four bytes behind two reserved ones. */
const LONG = new Set(['SQ', 'UC', 'UR', 'OB'])

/**
 * Writes a data set as a DICOM file (Part 10, explicit VR little endian), its texts in UTF-8 or GB18030. Equal data sets
 * give equal bytes: the instance UID is made from them.
 */
export function writeDataset(dataset: DicomJson, charset: DicomCharset = 'utf-8'): Outcome<Uint8Array> {
  const encoded: DicomJson = { ...dataset, '00080005': { vr: 'CS', Value: [CHARACTER_SET[charset]] } }
  const unwritable = textsOf(encoded).find((text) => encode(text, charset) === null)
  if (unwritable !== undefined) {
    return { ok: false, problem: { code: 'edge.text-not-writable', text: unwritable, charset } }
  }
  const body = datasetBytes(encoded, charset)
  const meta = Buffer.concat([
    element('00020001', 'OB', Uint8Array.of(0, 1)),
    element('00020002', 'UI', uid(WORKLIST_CLASS)),
    element('00020003', 'UI', uid(uidOf(body))),
    element('00020010', 'UI', uid(EXPLICIT_LITTLE_ENDIAN)),
    element('00020012', 'UI', uid(IMPLEMENTATION)),
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(meta.length)
  const preamble = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM', 'latin1')])
  return { ok: true, value: Buffer.concat([preamble, element('00020000', 'UL', length), meta, body]) }
}

function datasetBytes(dataset: DicomJson, charset: DicomCharset): Buffer {
  const tags = Object.keys(dataset).sort()
  return Buffer.concat(tags.map((tag) => element(tag, dataset[tag]!.vr, valueBytes(dataset[tag]!, charset))))
}

function valueBytes({ vr, Value }: DicomJsonElement, charset: DicomCharset): Uint8Array {
  if (vr === 'SQ') {
    return Buffer.concat(Value.map((item) => itemBytes(typeof item === 'string' ? {} : item, charset)))
  }
  const text = Value.filter((value) => typeof value === 'string').join('\\')
  return padded(encode(text, charset) ?? new Uint8Array(0), 0x20)
}

function itemBytes(item: DicomJson, charset: DicomCharset): Buffer {
  const body = datasetBytes(item, charset)
  const head = Buffer.alloc(8)
  head.writeUInt16LE(0xfffe, 0)
  head.writeUInt16LE(0xe000, 2)
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

function element(tag: string, vr: string, value: Uint8Array): Buffer {
  const head = Buffer.alloc(LONG.has(vr) ? 12 : 8)
  head.writeUInt16LE(Number.parseInt(tag.slice(0, 4), 16), 0)
  head.writeUInt16LE(Number.parseInt(tag.slice(4), 16), 2)
  head.write(vr, 4, 'latin1')
  if (LONG.has(vr)) head.writeUInt32LE(value.length, 8)
  else head.writeUInt16LE(value.length, 6)
  return Buffer.concat([head, value])
}

function encode(text: string, charset: DicomCharset): Uint8Array | null {
  return charset === 'utf-8' ? new TextEncoder().encode(text) : encodeGb18030(text)
}

function textsOf(dataset: DicomJson): string[] {
  return Object.values(dataset).flatMap(({ Value }) =>
    Value.flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value))),
  )
}

function uid(text: string): Uint8Array {
  return padded(new TextEncoder().encode(text), 0)
}

function padded(bytes: Uint8Array, filler: number): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : Uint8Array.from([...bytes, filler])
}

/** A UID from a UUID of version 8, whose bits are a hash of the content. */
function uidOf(body: Uint8Array): string {
  const bits = createHash('sha256').update(body).digest().subarray(0, 16)
  bits[6] = (bits[6]! & 0x0f) | 0x80
  bits[8] = (bits[8]! & 0x3f) | 0x80
  return `2.25.${BigInt(`0x${bits.toString('hex')}`)}`
}
