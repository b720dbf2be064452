import { acceptReleaseStep } from '@yingma/govern'
import { catalogueProgress, type JobHandler, moveCatalogue, suggestChunk } from '@yingma/store'
import type { GovernDesk } from './govern-desk.ts'

const CHUNK = 500

/** What an acceptance is asked for; kept as the parameters of its job. */
export interface AcceptParams {
  readonly catalogueId: string
  readonly version: string
  /** The edition before, to which an undo goes back. */
  readonly from: string
  readonly batchId: string
  readonly apiKeyId?: string
}

interface Checkpoint {
  readonly phase: 'decisions' | 'names'
  readonly after?: string
}

interface AcceptResult {
  readonly moved: number
  readonly reopened: number
  readonly refused: number
  /** Names that were read under the release. */
  readonly read: number
}

const NOTHING: AcceptResult = { moved: 0, reopened: 0, refused: 0, read: 0 }

/**
 * The job that accepts a release for a catalogue: its decisions go along successors, then the catalogue is of the release and
 * its names are read under it. Killed at any moment it goes on where it was.
 */
export function acceptJob(desk: GovernDesk): JobHandler {
  return async (transaction, job) => {
    const { catalogueId, version, ...by } = job.params as unknown as AcceptParams
    const { phase, after } = (job.checkpoint as Checkpoint | null) ?? { phase: 'decisions' }
    const former = (job.result ?? NOTHING) as AcceptResult
    if (phase === 'names') {
      const normaliser = await desk.normaliserOf(transaction, version)
      const { next, count } = await suggestChunk(transaction, normaliser, catalogueId, after, CHUNK)
      const checkpoint: Checkpoint | undefined = next === undefined ? undefined : { phase, after: next }
      return { done: count, checkpoint, result: { ...former, read: former.read + count } }
    }
    const edition = await desk.editionOf(transaction, version)
    const { batchId, apiKeyId } = by
    const who = { userId: job.requestedBy, batchId, ...(apiKeyId === undefined ? {} : { apiKeyId }) }
    const { looked, next, ...step } = await acceptReleaseStep(
      transaction,
      who,
      { catalogueId, after, limit: CHUNK },
      edition,
    )
    // Decisions first: a catalogue is of a release only when all of them were looked at.
    if (next === undefined) await moveCatalogue(transaction, catalogueId, version)
    const checkpoint: Checkpoint = next === undefined ? { phase: 'names' } : { phase, after: next }
    const result: AcceptResult = {
      moved: former.moved + step.moved,
      reopened: former.reopened + step.reopened,
      refused: former.refused + step.refused,
      read: former.read,
    }
    if (next !== undefined) return { done: looked, checkpoint, result }
    const { names } = await catalogueProgress(transaction, catalogueId)
    return { done: looked, total: job.done + looked + names, checkpoint, result }
  }
}
