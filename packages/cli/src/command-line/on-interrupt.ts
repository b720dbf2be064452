const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Cleans up when the user breaks off, then ends the process as a signal would. Returns what takes the watch away. */
export function onInterrupt(cleanUp: () => Promise<void>): () => void {
  const handler = (signal: NodeJS.Signals): void => {
    void cleanUp().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143))
  }
  for (const signal of SIGNALS) process.once(signal, handler)
  return () => {
    for (const signal of SIGNALS) process.off(signal, handler)
  }
}
