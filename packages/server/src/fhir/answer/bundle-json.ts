import { setImmediate as nextTurn } from 'node:timers/promises'

type Json = Readonly<Record<string, unknown>>

/** Milliseconds that one Bundle may keep everybody else waiting. */
const LONGEST_TURN = 5
/** Pieces smaller than this are sent together. */
const SMALLEST_PIECE = 64 * 1024

/**
 * The JSON of a Bundle whose entries are made one after another: a piece is sent before the next is made, and other
 * requests are let through in between, so that neither time nor memory depends on how much is in it. `shaped` turns a
 * resource into the release of FHIR that is spoken, `write` into JSON.
 */
export async function* bundleJson(
  head: object,
  entries: Iterable<object>,
  shaped: (resource: object) => object,
  write: (resource: Json) => string | Buffer,
): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [Buffer.from(JSON.stringify(head).slice(0, -1))]
  let size = 0
  let separator = ',"entry":['
  let began = performance.now()
  for (const entry of entries) {
    const { resource, ...rest } = entry as Json
    const json = Buffer.from(write(shaped(resource as object) as Json))
    const others = JSON.stringify(rest).slice(1)
    pieces.push(Buffer.from(`${separator}{"resource":`), json, Buffer.from(others === '}' ? '}' : `,${others}`))
    separator = ','
    size += json.length
    if (size >= SMALLEST_PIECE) {
      yield Buffer.concat(pieces)
      pieces = []
      size = 0
    }
    if (performance.now() - began > LONGEST_TURN) {
      await nextTurn()
      began = performance.now()
    }
  }
  pieces.push(Buffer.from(separator === ',' ? ']}' : '}'))
  yield Buffer.concat(pieces)
}

/** The Bundle with all its entries, for formats that are written as a whole. */
export async function completeBundle(head: object, entries: Iterable<object>): Promise<object> {
  const entry: object[] = []
  let began = performance.now()
  for (const one of entries) {
    entry.push(one)
    if (performance.now() - began <= LONGEST_TURN) continue
    await nextTurn()
    began = performance.now()
  }
  return entry.length === 0 ? head : { ...head, entry }
}
