import { listEditions, type Store } from '@yingma/store'

/** How often somebody looks: a release made by another server on the same registry is noticed as soon as one's own. */
const LOOK_MS = 5000
/** What could not be put in force is tried again after this long, not at every look. */
const AGAIN_MS = 60_000

export interface ReleaseWatch {
  /** Ends after the look that is under way. */
  stop(): Promise<void>
}

export interface WatchOptions {
  /** Puts the newest release in force, where it is not yet. Called at the start and when the registry came to know an edition. */
  readonly adopt: () => Promise<void>
  /** Told when that failed, or the registry did not answer: the standard in force stays so until it succeeds. */
  readonly onError: (error: unknown) => void
  readonly lookMs?: number
}

/** Looks for editions that the registry came to know after the start. */
export function watchReleases(store: Store, { adopt, onError, lookMs = LOOK_MS }: WatchOptions): ReleaseWatch {
  let known: string | undefined
  let notBefore = 0
  let looking: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    if (Date.now() < notBefore) return
    try {
      const editions = await store.asRegistry(undefined, listEditions)
      const versions = editions.map(({ version }) => version).join()
      if (known !== versions) await adopt()
      known = versions
    } catch (error) {
      notBefore = Date.now() + AGAIN_MS
      onError(error)
    }
  }
  const next = (): void => {
    looking = looking.then(look)
  }
  next()
  const timer = setInterval(next, lookMs)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await looking
    },
  }
}
