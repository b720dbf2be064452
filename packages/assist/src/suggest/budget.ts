import type { ModelSettings } from './settings.ts'

/** How much may still be asked, and when. One for a run, shared by all that ask. */
export interface Budget {
  /** Waits for the next free moment; false when the budget of the run is used up. */
  take(): Promise<boolean>
  /** Tells what an answer cost. */
  spend(tokens: number): void
  readonly requests: number
  readonly tokens: number
}

type Limits = Pick<ModelSettings, 'requestsPerMinute' | 'mostRequests' | 'mostTokens'>

/** Requests start evenly spaced, so that a minute never sees more than it may. */
export function createBudget(
  limits: Limits,
  clock: { readonly now: () => number; readonly wait: (ms: number) => Promise<void> } = CLOCK,
): Budget {
  const spacing = 60_000 / limits.requestsPerMinute
  let requests = 0
  let tokens = 0
  let free = 0
  return {
    async take() {
      if (requests >= limits.mostRequests || tokens >= limits.mostTokens) return false
      requests++
      const now = clock.now()
      const at = Math.max(now, free)
      free = at + spacing
      if (at > now) await clock.wait(at - now)
      return true
    },
    spend(used) {
      tokens += used
    },
    get requests() {
      return requests
    },
    get tokens() {
      return tokens
    },
  }
}

const CLOCK = {
  now: () => performance.now(),
  wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
}
