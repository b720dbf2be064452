/**
 * Prints the collisions of the lexicon for an editor to look at; exit 1 only on defects (the check "lexicon").
 *
 *   npx tsx tools/check-lexicon.ts [FOLDER]
 */
import process, { argv, stdout } from 'node:process'
import { loadVocabulary, standardFolder } from '@yingma/edition'
import { createFoldTable, foldTerm } from '@yingma/normalise'
import { lexicon } from './checks/lexicon.ts'
import { COLLISION_TITLES, type Collision, lexiconCollisions } from './checks/lexicon-collisions.ts'
import { readLexiconRows } from './checks/lexicon-rows.ts'
import { runGuards } from './guards/run-guards.ts'

const folder = argv[2] ?? standardFolder()
const { ok, lines } = runGuards([lexicon], folder)
// Collisions are printed for a lexicon with defects too: they help to see why.
const table = createFoldTable(loadVocabulary(folder).traditional)
const rows = readLexiconRows(folder, (term) => String.fromCharCode(...foldTerm(term, table)), [])
const collisions = lexiconCollisions(rows)
for (const kind of Object.keys(COLLISION_TITLES) as Collision['kind'][]) {
  const found = collisions.filter((collision) => collision.kind === kind)
  stdout.write(`${COLLISION_TITLES[kind]}: ${found.length}\n${found.map(({ message }) => `  ${message}\n`).join('')}`)
}
stdout.write(`${lines.join('\n')}\n`)
// Not exit(): that would cut a long report on its way into a pipe.
process.exitCode = ok ? 0 : 1
