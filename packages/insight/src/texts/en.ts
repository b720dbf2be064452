import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { InsightProblem } from '../insight-problem.ts'
import { isRole, roleTitle } from '../model/source-roles.ts'

const list = (values: readonly string[]) => values.join(', ')
const titles = (roles: readonly string[]) => list(roles.map((role) => (isRole(role) ? roleTitle(role).en : role)))

export const en: ProblemTexts<InsightProblem> = {
  'insight.figure-unknown': ({ figure, figures }) => `there is no figure '${figure}'; there are ${list(figures)}`,
  'insight.dimension-unknown': ({ figure, dimension, dimensions }) =>
    `the figure '${figure}' cannot be parted by '${dimension}', but by ${list(dimensions)}`,
  'insight.column-missing': ({ figure, columns }) =>
    `the figure '${figure}' needs columns that this exam table lacks: ${titles(columns)}. Add them and run 'yingma insight' again`,
  'insight.dimension-private': ({ figure, dimension }) =>
    `'${figure}' of a region cannot be parted by '${dimension}': only an institution's own data can`,
  'insight.figure-private': ({ figure }) => `'${figure}' is seen inside the institution only`,
  'insight.rows-private': () => 'rows of exams are seen inside the institution only',
  'insight.rows-absent': ({ figure }) => `'${figure}' has no rows of exams behind it`,
  'insight.rows-telling': ({ figure, dimensions }) =>
    `${figure} by ${dimensions.join(', ')} would tell small numbers of single institutions; part it by less`,
  'insight.rows-too-many': ({ figure, limit }) =>
    `'${figure}' parted like this has more than ${limit} rows: part it by less, or filter it`,
  'insight.mart-missing': ({ folder }) => `there are no aggregates in ${folder}. Make them with 'yingma insight'`,
  'insight.source-missing': ({ source }) => `there is no standardised exam table: ${source}. Make it with 'yingma run'`,
  'insight.source-not-standardised': ({ source, column }) =>
    `${source} is not standardised: it has no column ${column}. Run 'yingma run' on it first`,
  'insight.column-unknown': ({ column, columns }) => `the table has no column '${column}', but ${list(columns)}`,
  'insight.list-invalid': ({ place, rule }) => `${place} of the recognition list is wrong: ${rule} is expected`,
  'insight.workload-invalid': ({ place, rule }) => `${place} of the workload table is wrong: ${rule} is expected`,
  'insight.request-invalid': ({ file, line, place, rule }) =>
    `${file}, line ${line}: ${place === '' ? 'the line' : place} is wrong: ${rule} is expected`,
  'insight.file-unreadable': ({ file, reason }) => `${file} cannot be read: ${fileTrouble(reason, 'en')}`,
  'insight.file-unwritable': ({ file, reason }) => `${file} cannot be written: ${fileTrouble(reason, 'en')}`,
  'insight.pdf-unavailable': () =>
    'there is no Chromium on this machine to print PDF with; HTML can be made, or the environment variable YINGMA_BROWSER names the program',
  'insight.key-too-short': () => 'a key has at least 32 bytes (64 hexadecimal digits, or base64)',
}
