const KEY = 'yingma.reloaded-at'
/** Milliseconds within which a second failure is no longer taken for a newer build. */
const ONCE = 10_000

/**
 * A page that was open while the server got a newer build asks for files that are gone: it is loaded anew, once, since
 * what is gone for another reason would be gone again.
 */
export function followNewBuilds(): void {
  addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(KEY) ?? 0) < ONCE) return
    event.preventDefault()
    sessionStorage.setItem(KEY, String(Date.now()))
    location.reload()
  })
}
