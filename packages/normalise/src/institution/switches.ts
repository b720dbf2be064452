import type { Codec, Edition } from '@yingma/core'
import type { Normalised, NormaliseInput, ResultItem } from '../result.ts'
import { deviceSaid } from './device-said.ts'
import type { MemoryContents } from './memory.ts'

const CONTRAST = '21'
const PLAIN_AND_CONTRAST = '22'

/** What the switches of an institution make of a reading; the reading itself where none of them applies. */
export function applySwitches(
  read: Normalised,
  input: NormaliseInput,
  { bareContrastIsBoth, deviceSpecificCodes }: MemoryContents['switches'],
  codec: Codec,
  edition: Edition,
): Normalised {
  const both = bareContrastIsBoth ? contrastAsBoth(read, codec, edition) : read
  return deviceSpecificCodes ? byDevice(both, input, codec, edition) : both
}

/** Contrast that does not say whether a plain scan is part of it: the item of both, where the edition has it. */
function contrastAsBoth(read: Normalised, codec: Codec, edition: Edition): Normalised {
  if (!read.flags.includes('check:plain-not-said')) return read
  const items = read.items.map((item) => {
    const { facets } = item
    if (facets?.scheme !== 'radiology' || facets.scan !== CONTRAST) return item
    const code = codec.encode({ ...facets, scan: PLAIN_AND_CONTRAST })
    const whole = code === null ? undefined : edition.byCode.get(code.toUpperCase())
    return whole === undefined ? item : { ...item, code: whole.code, name: whole.name, facets: whole.facets }
  })
  if (items.every((item, at) => item === read.items[at])) return read
  return {
    ...read,
    items: once(items),
    flags: read.flags.filter((flag) => flag !== 'check:plain-not-said'),
    rules: [...read.rules, 'contrast-means-both'],
  }
}

/** The derived codes of the device that the column or the name says. */
function byDevice(read: Normalised, input: NormaliseInput, codec: Codec, edition: Edition): Normalised {
  const items = read.items.map((item) => {
    const { code, facets } = item
    if (code === null || facets?.scheme !== 'radiology') return item
    const device = deviceSaid(`${input.device ?? ''} ${read.name}`, facets.device, edition)
    const decoded = device === null ? undefined : codec.decode(device + code.slice(device.length))
    if (decoded?.kind !== 'derived' && decoded?.kind !== 'item') return item
    return { ...item, code: decoded.code, name: decoded.name, facets: decoded.facets }
  })
  return items.every((item, at) => item === read.items[at])
    ? read
    : { ...read, items, rules: [...read.rules, 'device-specific'] }
}

/** Two segments may have become the same item: their spans are one item's. */
function once(items: readonly ResultItem[]): readonly ResultItem[] {
  const kept: ResultItem[] = []
  for (const item of items) {
    const at = kept.findIndex(({ code }) => code !== null && code === item.code)
    const same = kept[at]
    if (same === undefined) kept.push(item)
    else kept[at] = { ...same, spans: [...same.spans, ...item.spans] }
  }
  return kept
}
