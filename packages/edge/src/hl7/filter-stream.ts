import { type AnnotateOptions, annotateMessage, DEFAULT_MAX_MESSAGE } from './annotate-message.ts'
import type { Hl7Tally } from './counts.ts'
import { messagesOf } from './message-stream.ts'

/** A file or pipe of messages in, the same with codings added out. Messages are separate: one that fails harms no other. */
export async function* filterStream(
  chunks: AsyncIterable<Uint8Array>,
  options: AnnotateOptions,
  tally: Hl7Tally,
): AsyncGenerator<Uint8Array, void, undefined> {
  const maxMessage = options.maxMessage ?? DEFAULT_MAX_MESSAGE
  for await (const piece of messagesOf(chunks, maxMessage)) {
    if (piece.kind === 'rest') {
      if (piece.isLong) tally.countTooLong()
      yield piece.bytes
      continue
    }
    const annotated = annotateMessage(piece.bytes, options)
    tally.count(annotated)
    yield annotated.bytes
  }
}
