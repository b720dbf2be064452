import { loadEdition, loadVocabulary } from '@yingma/edition'
import { runTable } from '../../src/run/run-table.ts'
import { sayFigures } from './figures.ts'

/** A whole run as the command line does it: `[input, out, memory]`. */
const [input = '', out = '', memory = ''] = process.argv.slice(2)
const outcome = await runTable({
  inputs: [input],
  out,
  memory: Number(memory),
  edition: loadEdition(),
  vocabulary: loadVocabulary(),
  program: 'bench',
})
if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
sayFigures(outcome.value.times.steps as Readonly<Record<string, number>>)
