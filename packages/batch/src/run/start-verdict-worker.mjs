// A thread starts without the loader of TypeScript: it is registered here, as the command line does for the main thread.
import { register } from 'node:module'

register('tsx/esm', import.meta.url, { data: {} })
await import('./verdict-worker.ts')
