import { useSyncExternalStore } from 'react'

/** Up to here pages are laid out for a phone; the styles have the same width. */
const query = matchMedia('(max-width: 900px)')

/** Whether the window is as narrow as a phone's. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => query.matches,
  )
}
