import { type ProblemTexts, renderProblem } from '@yingma/core'
import { renderTableProblem } from '@yingma/tables'
import type { ImportDoubt } from './import-doubt.ts'

interface At {
  readonly row: number
  readonly sheet?: string
}

const at = ({ row, sheet }: At): string => `${sheet === undefined ? '' : `sheet "${sheet}", `}row ${row}: `

/** Doubts about the publisher's table. */
export const importEn: ProblemTexts<Exclude<ImportDoubt, { readonly code: 'import-refused' }>> = {
  'import-bad-row': ({ problem, ...p }) => `${at(p)}cannot be read. ${renderTableProblem(problem, 'en')}`,
  'import-code-missing': ({ name, ...p }) =>
    `${at(p)}"${name}" has no code (take merged cells apart, save formulas as values)`,
  'import-name-missing': ({ value, ...p }) =>
    `${at(p)}code ${value} has no name (take merged cells apart, save formulas as values)`,
  'import-name-long': ({ value, limit, ...p }) => `${at(p)}the name of ${value} has more than ${limit} characters`,
  'import-unreadable': ({ value, name, problem, ...p }) =>
    `${at(p)}code ${value} cannot be read (${name}). ${problem === undefined ? '' : renderProblem(problem, 'en')}`,
  'import-twice': ({ value, first, ...p }) => `${at(p)}code ${value} stands in row ${first} already; keep one of them`,
  'import-name-twice': ({ value, name, first, ...p }) =>
    `${at(p)}the name "${name}" of ${value} stands in row ${first} too; a name has one code`,
  'import-renamed': ({ value, before, name, ...p }) =>
    `${at(p)}${value} is renamed ${before} → ${name}; released names stay`,
  'import-recoded': ({ value, before, name, ...p }) =>
    `${at(p)}"${name}" has the code ${before}, the table says ${value}; a code never changes its meaning: check the table, or draft a proposal`,
  'import-retired': ({ value, name, ...p }) =>
    `${at(p)}${value} ${name} is retired, and the table still has it; nothing is taken back`,
  'import-no-successor': ({ value, name }) =>
    `${value} ${name} is in the table no longer and nothing could follow it; draft a proposal`,
  'import-part-only': ({ modality, gone, of }) =>
    `${gone} of ${of} items of ${modality} are not in the table: it seems to be a part of one, none of them is proposed to be retired`,
  'import-older': ({ edition, gone }) =>
    `the table has nothing that is newer than edition ${edition}: it seems to be an old one, the ${gone} items that came later are not proposed to be retired`,
  'import-too-many': ({ kind, count, limit }) =>
    `${count} items would be ${kind}, at most ${limit} are at once: check that it is the right table, or import it in parts`,
}
