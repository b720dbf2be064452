import type { Job } from '../../../ui/job-progress.tsx'

/** What a table's jobs say about releases. */
export interface ReleaseJobs {
  /** An acceptance or its undoing that is under way. */
  readonly running: Job | undefined
  /** The last acceptance. */
  readonly acceptance: Job | undefined
  /** What took it back. */
  readonly undone: Job | undefined
}

/** Picks the jobs of a catalogue's releases out of those of its institution, newest first. */
export function jobsOfReleases(rows: readonly Job[], catalogueId: string): ReleaseJobs {
  const own = rows.filter(({ params }) => params.catalogueId === catalogueId)
  const acceptance = own.find(({ kind }) => kind === 'release')
  const undoing = own.find(({ kind, params }) => kind === 'undo' && params.batchId === acceptance?.params.batchId)
  return {
    running: [acceptance, undoing].find((job) => job?.finishedAt === null),
    acceptance,
    undone: undoing?.status === 'done' ? undoing : undefined,
  }
}
