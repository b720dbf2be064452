import type { Store } from '../store/open-store.ts'
import type { Actor } from '../store/transaction.ts'
import { type Deciding, decide } from './decide.ts'
import type { Outcome, Wish } from './decision.ts'

interface Waiting {
  readonly wish: Wish
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: unknown) => void
}

/** At most this many decisions share a commit. */
const BATCH = 200

/**
 * Decisions that arrive while another transaction of the same person is under way share the next one: one commit to
 * disk serves them all, and none is acknowledged before that commit. A name occurs once per transaction, so two
 * decisions on it meet the version check one after the other.
 */
export function createCoalescer(store: Store) {
  const queues = new Map<string, Waiting[]>()

  const run = async (key: string, queue: Waiting[], actor: Actor, deciding: Deciding): Promise<void> => {
    while (queue.length > 0) {
      const taken = takeDistinct(queue)
      try {
        const outcomes = await store.asTenant(actor, (transaction) =>
          decide(
            transaction,
            deciding,
            taken.map((waiting) => waiting.wish),
          ),
        )
        for (const [index, waiting] of taken.entries()) waiting.resolve(outcomes[index]!)
      } catch (error) {
        for (const waiting of taken) waiting.reject(error)
      }
    }
    queues.delete(key)
  }

  return (actor: Actor, deciding: Deciding, wish: Wish): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const key = `${actor.userId}/${actor.institutionId ?? ''}/${deciding.apiKeyId ?? ''}`
      const queue = queues.get(key)
      if (queue) {
        queue.push({ wish, resolve, reject })
        return
      }
      const fresh: Waiting[] = [{ wish, resolve, reject }]
      queues.set(key, fresh)
      void run(key, fresh, actor, deciding)
    })
}

function takeDistinct(queue: Waiting[]): Waiting[] {
  const names = new Set<string>()
  const taken: Waiting[] = []
  while (queue.length > 0 && taken.length < BATCH && !names.has(queue[0]!.wish.nameId)) {
    const next = queue.shift()!
    names.add(next.wish.nameId)
    taken.push(next)
  }
  return taken
}
