/**
 * Holds the edition against the published tables in a folder (radiology.tsv, ultrasound.tsv, nuclear.tsv, facets.tsv):
 * every code an item whose facets are those of the code and whose name is the published spelling, none missing, no
 * foreign code under the published origin, enough names by the grammar. Prints counts and counterexamples, exit 1 on any.
 *
 *   npx tsx tools/compare-published.ts FOLDER
 */
import { existsSync } from 'node:fs'
import { argv, exit, stderr, stdout } from 'node:process'
import { loadEdition } from '@yingma/edition'
import { comparePublished } from './published/compare-published.ts'
import { readPublished } from './published/read-published.ts'

const folder = argv[2]
if (folder === undefined || !existsSync(folder)) {
  stderr.write(
    folder === undefined ? 'usage: compare-published.ts FOLDER\n' : `${folder} is not there: nothing was compared\n`,
  )
  exit(2)
}
const { counts, findings } = comparePublished(loadEdition(), readPublished(folder))
for (const [what, count] of counts) stdout.write(`${String(count).padStart(6)}  ${what}\n`)
for (const finding of findings) stdout.write(`${finding}\n`)
stdout.write(
  `${findings.length === 0 ? 'the edition says what was published' : `${findings.length} counterexamples`}\n`,
)
exit(findings.length === 0 ? 0 : 1)
