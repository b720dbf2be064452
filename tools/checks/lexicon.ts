import type { Edition } from '@yingma/core'
import { type DataProblem, loadVocabulary, renderDataProblem } from '@yingma/edition'
import { compileLexicon, foldTerm } from '@yingma/normalise'
import type { Finding, Guard } from '../guards/guard.ts'
import { withEdition } from './edition-at.ts'
import { bySpelling, type LexiconRow, pairs, placeOf, readLexiconRows, sharedScope } from './lexicon-rows.ts'
import { valueDefects } from './lexicon-values.ts'

/** Every row of the lexicon says something that the edition has, once, and no other row says the contrary. */
export const lexicon: Guard = {
  name: 'lexicon',
  check: (root) =>
    withEdition(root, (edition) => {
      const problems: DataProblem[] = []
      const rows = readLexiconRows(root, (term) => term, problems)
      if (problems.length > 0) return { checked: rows.length, findings: problems.map(malformed) }
      const { fold, unknown } = compileLexicon(edition, loadVocabulary(root))
      const folded = rows.map((row) => ({ ...row, folded: String.fromCharCode(...foldTerm(row.term, fold)) }))
      const unresolved = new Set(unknown.map(({ term, kind, value }) => `${term}\t${kind}\t${value}`))
      return {
        checked: rows.length,
        findings: [...folded.flatMap((row) => unsound(row, edition, unresolved)), ...clashes(folded)],
      }
    }),
}

function malformed(problem: DataProblem): Finding {
  return { file: 'lexicon', message: renderDataProblem(problem, 'en') }
}

function unsound(row: LexiconRow, edition: Edition, unresolved: ReadonlySet<string>): readonly Finding[] {
  const { file, row: line, term, kind, value } = row
  const messages = [...valueDefects(row, edition)]
  if (row.folded === '') messages.push('folds to nothing, so no name can hold it')
  if (messages.length === 0 && unresolved.has(`${term}\t${kind}\t${value}`)) {
    messages.push(`the edition has no ${kind} "${value}"`)
  }
  return messages.map((message) => ({ file, line, message: `${term}: ${message}` }))
}

/** Kinds whose empty value only leaves open what another row says. */
const MAY_BE_OPEN = new Set(['charge'])

function clashes(rows: readonly LexiconRow[]): readonly Finding[] {
  const findings: Finding[] = []
  for (const same of bySpelling(rows).values()) {
    for (const [earlier, later] of pairs(same)) {
      const groups = sharedScope(earlier, later)
      if (earlier.kind !== later.kind || groups.length === 0) continue
      const { file, row: line, term, kind } = later
      if (earlier.value === later.value) {
        // Spellings that only fold alike (another script or case) are told apart by language and kept.
        if (earlier.term === term) findings.push({ file, line, message: `${term}: repeats ${placeOf(earlier)}` })
      } else if (!(MAY_BE_OPEN.has(kind) && (earlier.value === '' || later.value === ''))) {
        const said = `${kind} "${later.value}" here and "${earlier.value}" in ${placeOf(earlier)}`
        findings.push({ file, line, message: `${term}: is ${said} (${groups.join(', ')}); only the first counts` })
      }
    }
  }
  return findings
}
