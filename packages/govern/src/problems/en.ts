import { type ProblemTexts, renderProblem } from '@yingma/core'
import { renderDataProblem } from '@yingma/edition'
import type { GovernProblem } from './govern-problem.ts'

export const en: ProblemTexts<GovernProblem> = {
  'govern-unknown-table': ({ file }) => `the standard has no table ${file}, or proposals may not change it`,
  'govern-unknown-column': ({ file, column }) => `table ${file} has no column ${column}`,
  'govern-bad-cell': ({ file, column }) => `cell ${column} of table ${file} may hold no tab and no line break`,
  'govern-row-exists': ({ file, row }) => `table ${file} has this row already: ${row}`,
  'govern-row-unknown': ({ file, row }) => `table ${file} has no such row (somebody may have changed it): ${row}`,
  'govern-row-count': ({ kind, before, after }) => `"${kind}" cannot turn ${before} rows into ${after}`,
  'govern-nothing-changes': () => 'the proposal changes nothing',
  'govern-code-exists': ({ value, name, status }) =>
    `code ${value} is ${name} already${status === 'retired' ? ' (retired)' : ''}; a code is never used again`,
  'govern-code-unreadable': ({ value }) =>
    `code ${value} cannot be read: a field has a value that no dictionary has, or the length is wrong`,
  'govern-no-rule-table': ({ value }) => `the scheme of code ${value} has no table of rules`,
  'govern-item-unknown': ({ value }) => `there is no item with the code ${value}`,
  'govern-item-retired': ({ value, name }) => `${value} ${name} is retired`,
  'govern-item-active': ({ value, name }) => `${value} ${name} is in use: it has no retirement to change`,
  'govern-successor-itself': ({ value, name }) => `${value} ${name} cannot follow itself`,
  'govern-orphaned': ({ item, name, successor }) =>
    `${item} ${name} would have no successor: ${successor} does not exist or is retired`,
  'govern-reason-missing': () => 'say why',
  'govern-bad-date': ({ value }) => `"${value}" is no date; write it as 2026-03-01`,
  'govern-dictionary-unknown': ({ value }) => `there is no dictionary ${value}`,
  'govern-value-unknown': ({ dictionary, value }) => `dictionary ${dictionary} has no value ${value}`,
  'govern-value-exists': ({ dictionary, value, name }) =>
    `${value} of dictionary ${dictionary} is ${name} already; a code is never used again`,
  'govern-value-fixed': ({ column }) => `a proposal of this kind may not change ${column} of a value`,
  'govern-value-in-use': ({ dictionary, value, item, name }) =>
    `${value} of dictionary ${dictionary} is still used by ${item} ${name}; retire or merge that item first`,
  'govern-id-changed': ({ row }) => `permanent ids never change: ${row}`,
  'govern-released-edited': ({ file }) => `a released edition is never edited: ${file}`,
  'govern-term-means-nothing': ({ term, kind, value }) =>
    `term "${term}": ${kind}=${value} means nothing in the standard`,
  'govern-data': ({ problem }) => renderDataProblem(problem, 'en'),
  'govern-principle': ({ finding }) => renderProblem(finding, 'en'),
}
