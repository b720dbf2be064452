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
    async (wish: Wish, order: number): Promise<boolean> => {
      setProblem(undefined)
      try {
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
        return true
      } catch (error) {
        setProblem(error)
        // A session that is over or a network that is gone will come back: nothing of the work is lost.
        if (error instanceof ApiProblem && (error.status === 401 || error.status === 0 || error.status >= 500)) {
          keep((before) => [...before, wish])
          return true
        }
        return false
      }
    },
    [catalogueId, keep],
  )

  /** Whether it was written; what was not is kept, with the reason. */
  const send = useCallback(
    async (wish: Wish): Promise<boolean> => {
      const writing = write(wish, given.current++)
      underWay.current.add(writing)
      const isWritten = await writing
      underWay.current.delete(writing)
      return isWritten
    },
    [write],
  )

  const sendAgain = useCallback(async () => {
    const waiting = unsent
    keep(() => [])
    for (const wish of waiting) await send(wish)
    await client.invalidateQueries({ queryKey: ['queue', catalogueId] })
  }, [unsent, keep, send, client, catalogueId])

  /** Takes the newest decision of this sitting back; the cluster that it was about, or nothing. */
  const undo = useCallback(async (): Promise<string | undefined> => {
    // The newest may still be on its way, and the one before it must not go in its place.
    await Promise.all(underWay.current)
    const last = batches.current.sort((a, b) => a.given - b.given).pop()
    if (last === undefined) return undefined
    setProblem(undefined)
    try {
      const job = await ask('POST /catalogues/{id}/jobs', {
        params: { id: catalogueId },
        body: { kind: 'undo', batchId: last.batchId },
      })
      for (let state = job; state.finishedAt === null; ) {
        await new Promise((resolve) => setTimeout(resolve, 150))
        state = await ask('GET /jobs/{id}', { params: { id: job.id } })
      }
      return last.cluster
    } catch (error) {
      batches.current.push(last)
      setProblem(error)
      return undefined
    }
  }, [catalogueId])

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
