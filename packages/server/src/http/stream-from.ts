import type { Actor, Store, Transaction } from '@yingma/store'

/**
 * Streams out of one transaction: it stays open while the client reads and ends when the last piece is taken, or when
 * the client goes away.
 */
export async function* streamFrom<T>(
  store: Store,
  actor: Actor,
  read: (transaction: Transaction) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const pieces: T[] = []
  let wake: () => void = () => undefined
  let taken: () => void = () => undefined
  let isOver = false
  let isAbandoned = false
  const work = store
    .readAsTenant(actor, async (transaction) => {
      for await (const piece of read(transaction)) {
        pieces.push(piece)
        wake()
        // A slow reader holds the cursor back instead of filling the memory.
        if (pieces.length >= 1000) {
          await new Promise<void>((resolve) => {
            taken = resolve
          })
        }
        if (isAbandoned) return
      }
    })
    .finally(() => {
      isOver = true
      wake()
    })
  // Awaited at the end; until then a failure must not end the process.
  work.catch(() => undefined)
  try {
    for (;;) {
      const piece = pieces.shift()
      if (piece !== undefined) {
        yield piece
        if (pieces.length === 0) taken()
        continue
      }
      if (isOver) break
      await new Promise<void>((resolve) => {
        wake = resolve
        if (isOver || pieces.length > 0) resolve()
      })
    }
    await work
  } finally {
    isAbandoned = true
    taken()
  }
}
