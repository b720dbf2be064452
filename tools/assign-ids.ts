/**
 * Gives a permanent concept id to every facet value and item of standard/ that has none yet.
 *
 *   npx tsx tools/assign-ids.ts [FOLDER]
 */
import { argv, stdout } from 'node:process'
import { standardFolder } from '@yingma/edition'
import { appendIds } from './release/append-ids.ts'

const { given, total } = appendIds(argv[2] ?? standardFolder())
stdout.write(`${given} ids given, ${total} in all\n`)
