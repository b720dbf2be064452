/**
 * Resolves at the first signal to stop; another one, a second later or more, ends the process at once. (A terminal, npm
 * and `timeout` all tend to send the same signal twice.)
 */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        first ??= performance.now()
        if (performance.now() - first > 1000) process.exit(name === 'SIGINT' ? 130 : 143)
        resolve()
      })
    }
  })
}
