import { fileURLToPath } from 'node:url'
import { GUARDS } from './guards.ts'
import { runGuards } from './run-guards.ts'

const { ok, lines } = runGuards(GUARDS, fileURLToPath(new URL('../..', import.meta.url)))
console.log(lines.join('\n'))
process.exitCode = ok ? 0 : 1
