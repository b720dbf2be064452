import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messagesOf, type StreamPiece } from './message-stream.ts'

async function piecesOf(bytes: Uint8Array, chunk: number, maxMessage = 1000): Promise<StreamPiece[]> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk) yield await Promise.resolve(bytes.subarray(at, at + chunk))
  }
  const pieces: StreamPiece[] = []
  for await (const piece of messagesOf(chunks(), maxMessage)) pieces.push(piece)
  return pieces
}

const textsOf = (pieces: readonly StreamPiece[]) =>
  pieces.map(({ kind, bytes }) => `${kind === 'message' ? '' : '-'}${Buffer.from(bytes).toString()}`)

test.each([1, 2, 3, 7, 100])('messages begin with MSH at the start of a line, in chunks of %i', async (chunk) => {
  const file = 'FHS|\rMSH|1\rOBR|MSH\r\nMSH|2\r\u000bMSH|3\r\u001c\r'
  expect(textsOf(await piecesOf(Buffer.from(file), chunk)).filter((text) => !text.startsWith('-'))).toEqual([
    'MSH|1\rOBR|MSH\r\n',
    'MSH|2\r\u000b',
    'MSH|3\r\u001c\r',
  ])
})

test('a message beyond the limit passes in pieces, the next one is whole again', async () => {
  const pieces = await piecesOf(Buffer.from(`MSH|${'x'.repeat(300)}\rMSH|2\r`), 16, 100)
  expect(pieces.filter(({ isLong }) => isLong)).toHaveLength(1)
  expect(textsOf(pieces).at(-1)).toBe('MSH|2\r')
  expect(pieces.every(({ bytes }) => bytes.length <= 116)).toBe(true)
})

test('the pieces of any bytes are the bytes, and cutting does not depend on the chunks', async () => {
  const part = fc.oneof(fc.constantFrom('MSH|', '\r', '\n', '\u000b', 'M', 'MS', 'OBR|1'), fc.string({ maxLength: 30 }))
  await fc.assert(
    fc.asyncProperty(fc.array(part), fc.integer({ min: 1, max: 40 }), async (parts, chunk) => {
      const bytes = Buffer.from(parts.join(''))
      const pieces = await piecesOf(bytes, chunk)
      expect(Buffer.concat(pieces.map((piece) => piece.bytes)).equals(bytes)).toBe(true)
      const messages = (found: readonly StreamPiece[]) => textsOf(found).filter((text) => !text.startsWith('-'))
      expect(messages(pieces)).toEqual(messages(await piecesOf(bytes, bytes.length + 1)))
    }),
    { numRuns: 200 },
  )
})
