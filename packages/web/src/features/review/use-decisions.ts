import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { type Answer, ApiProblem, ask } from '../../api/client.ts'

export type Cluster = Answer<'GET /catalogues/{id}/queue'>['rows'][number]
export type NameState = Answer<'GET /catalogues/{id}/names'>['rows'][number]
type DecisionKind = 'accept' | 'change' | 'split' | 'none' | 'reject' | 'verify' | 'comment'
type Outcome = Answer<'POST /catalogues/{id}/decisions'>['outcomes'][number]

/** What somebody decided on a cluster: the names as they were seen, and what they are. */
export interface Wish {
  readonly cluster: string
  readonly kind: DecisionKind
  readonly codes?: readonly string[]
  readonly reason?: string
  readonly names: readonly { readonly id: string; readonly version: number }[]
}

export interface Conflict {
  readonly wish: Wish
  readonly outcomes: readonly Outcome[]
}

const MOST = 1000

/** A session that is over or a network that is gone will come back: nothing of the work is lost. */
function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 401 || error.status === 0 || error.status >= 500)
}

function keptUnder(key: string): readonly Wish[] {
  return JSON.parse(localStorage.getItem(key) ?? '[]') as Wish[]
}

/**
 * Sends decisions and remembers what did not get through: what the server refused because somebody else decided
 * meanwhile, and what could not be sent (session over, network gone), which is kept in the browser until it is.
 */
export function useDecisions(catalogueId: string) {
  const client = useQueryClient()
  const key = `yingma-unsent/${catalogueId}`
  const [unsent, setUnsent] = useState<readonly Wish[]>(() => keptUnder(key))
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([])
  const [problem, setProblem] = useState<unknown>()
  const batches = useRef<{ cluster: string; batchId: string; given: number }[]>([])
  const given = useRef(0)
  const underWay = useRef(new Set<Promise<boolean>>())
  const newestUnsent = useRef(-1)

  // Written at once and not with the state: the end of a session takes the workbench away before its state changes.
  const keep = useCallback(
    (change: (before: readonly Wish[]) => readonly Wish[]) => {
      const next = change(keptUnder(key))
      if (next.length === 0) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(next))
      setUnsent(next)
    },
    [key],
  )

  const write = useCallback(
    async (wish: Wish, order: number): Promise<void> => {
      for (let from = 0; from < wish.names.length; from += MOST) {
        const decisions = wish.names.slice(from, from + MOST).map(({ id, version }) => ({
          nameId: id,
          version,
          kind: wish.kind,
          ...(wish.codes === undefined ? {} : { codes: wish.codes }),
          ...(wish.reason === undefined ? {} : { reason: wish.reason }),
        }))
        const made = await ask('POST /catalogues/{id}/decisions', {
          params: { id: catalogueId },
          body: { decisions },
        })
        if (made.outcomes.some(({ ok }) => ok))
          batches.current.push({ cluster: wish.cluster, batchId: made.batchId, given: order })
        const refused = made.outcomes.filter(({ ok }) => !ok)
        if (refused.length > 0) setConflicts((before) => [...before, { wish, outcomes: refused }])
      }
    },
    [catalogueId],
  )

  /** Whether it was written; what will go through later is kept, with the reason. */
  const send = useCallback(
    async (wished: Wish | Promise<Wish>): Promise<boolean> => {
      setProblem(undefined)
      const order = given.current++
      const writing = Promise.resolve(wished).then(async (wish) => {
        try {
          await write(wish, order)
        } catch (error) {
          if (!isPassing(error)) throw error
          setProblem(error)
          keep((before) => [...before, wish])
          newestUnsent.current = order
        }
      })
      const settled = writing.then(
        () => true,
        (error: unknown) => {
          setProblem(error)
          return false
        },
      )
      underWay.current.add(settled)
      void settled.then(() => underWay.current.delete(settled))
      return await settled
    },
    [write, keep],
  )

  const sendAgain = useCallback(async () => {
    setProblem(undefined)
    for (const wish of keptUnder(key)) {
      try {
        await write(wish, given.current++)
      } catch (error) {
        setProblem(error)
        if (isPassing(error)) break
      }
      // Each leaves the browser only when the server has answered: a window that closes meanwhile loses none.
      keep((before) => before.filter((one) => JSON.stringify(one) !== JSON.stringify(wish)))
    }
    await client.invalidateQueries({ queryKey: ['queue', catalogueId] })
  }, [key, keep, write, client, catalogueId])

  const undoBatch = useCallback(
    async (batchId: string): Promise<void> => {
      const job = await ask('POST /catalogues/{id}/jobs', {
        params: { id: catalogueId },
        body: { kind: 'undo', batchId },
      })
      for (let state = job; state.finishedAt === null; ) {
        await new Promise((resolve) => setTimeout(resolve, 150))
        state = await ask('GET /jobs/{id}', { params: { id: job.id } })
      }
    },
    [catalogueId],
  )

  /** Takes the newest decision of this sitting back; the cluster that it was about, or nothing. */
  const undo = useCallback(async (): Promise<string | undefined> => {
    // The newest may still be on its way, and the one before it must not go in its place.
    await Promise.all(underWay.current)
    const newest = batches.current.reduce((most, batch) => Math.max(most, batch.given), -1)
    const unsentNow = keptUnder(key).at(-1)
    if (unsentNow !== undefined && newestUnsent.current > newest) {
      keep((before) => before.slice(0, -1))
      return unsentNow.cluster
    }
    setProblem(undefined)
    let cluster: string | undefined
    try {
      // A cluster of many names is written in several batches.
      for (const batch of batches.current.filter((one) => one.given === newest)) {
        await undoBatch(batch.batchId)
        batches.current = batches.current.filter((one) => one !== batch)
        cluster = batch.cluster
      }
    } catch (error) {
      setProblem(error)
    }
    return cluster
  }, [key, keep, undoBatch])

  /** Lets the other's decision stand, or decides again on top of it. */
  const settle = useCallback(
    async (conflict: Conflict, isMine: boolean) => {
      setConflicts((before) => before.filter((one) => one !== conflict))
      if (!isMine) return
      const names = conflict.outcomes.flatMap(({ nameId, current }) =>
        current === undefined ? [] : [{ id: nameId, version: current.version }],
      )
      if (names.length > 0) await send({ ...conflict.wish, names })
    },
    [send],
  )

  return { send, undo, settle, sendAgain, unsent, conflicts, problem }
}
