import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FramePiece, frameOf, MllpFrames } from './mllp-frames.ts'

function pass(stream: Uint8Array, chunk: number, maxMessage = 1000): FramePiece[] {
  const frames = new MllpFrames(maxMessage)
  const pieces: FramePiece[] = []
  for (let at = 0; at < stream.length; at += chunk) pieces.push(...frames.push(stream.subarray(at, at + chunk)))
  return [...pieces, { kind: 'raw', bytes: frames.release(), endsLong: false }]
}

const bodies = (pieces: readonly FramePiece[]) =>
  pieces.flatMap(({ kind, bytes }) => (kind === 'message' ? [Buffer.from(bytes).toString()] : []))
const joined = (pieces: readonly FramePiece[]) =>
  Buffer.concat(pieces.map(({ kind, bytes }) => (kind === 'message' ? frameOf(bytes) : bytes)))

test.each([1, 2, 5, 100])('frames come out whole, in chunks of %i', (chunk) => {
  const stream = Buffer.from('\r\n\u000bone\u001c\r\u000btwo\u001c!\u001c\r')
  expect(bodies(pass(stream, chunk))).toEqual(['one', 'two\u001c!'])
})

test.each([1, 3, 200])('a frame beyond the limit passes raw and the next one is whole, in chunks of %i', (chunk) => {
  const stream = Buffer.from(`\u000b${'x'.repeat(50)}\u001c\r\u000bok\u001c\r`)
  const pieces = pass(stream, chunk, 20)
  expect(bodies(pieces)).toEqual(['ok'])
  expect(pieces.filter(({ endsLong }) => endsLong)).toHaveLength(1)
  expect(joined(pieces).equals(stream)).toBe(true)
})

test('any stream comes out byte by byte', () => {
  const part = fc.oneof(fc.constantFrom('\u000b', '\u001c\r', '\u001c', '\r', 'MSH|'), fc.string({ maxLength: 30 }))
  fc.assert(
    fc.property(
      fc.array(part),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 60 }),
      (parts, chunk, max) => {
        const stream = Buffer.from(parts.join(''))
        const pieces = pass(stream, chunk, max)
        expect(joined(pieces).equals(stream)).toBe(true)
        expect(pieces.every(({ kind, bytes }) => kind === 'raw' || bytes.length <= max)).toBe(true)
      },
    ),
  )
})
