/**
 * Runs every check of the standard's data; exit 1 on any finding, and on a check that checked nothing.
 *
 *   npx tsx tools/check-data.ts [FOLDER]
 */
import { argv, exit, stdout } from 'node:process'
import { standardFolder } from '@yingma/edition'
import { CHECKS } from './checks/checks.ts'
import { runGuards } from './guards/run-guards.ts'

const { ok, lines } = runGuards(CHECKS, argv[2] ?? standardFolder())
stdout.write(`${lines.join('\n')}\n`)
exit(ok ? 0 : 1)
