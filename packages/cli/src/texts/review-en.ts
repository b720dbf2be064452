import type { ProblemTexts } from '@yingma/core'
import type { ReviewProblem } from '../normalise/review/review-problem.ts'

type Place = {
  readonly file: string
  readonly sheet: string
  readonly row: number
  readonly column: number
  readonly header: string
}

const at = ({ file, sheet, row, column, header }: Place): string =>
  `${file}${sheet === '' ? '' : `, sheet ${sheet}`}, row ${row}, column ${column} (${header})`

export const reviewEn: ProblemTexts<ReviewProblem> = {
  'review-column-missing': ({ file, column, columns }) =>
    `${file}: there is no column '${column}'; there are ${columns.join(', ') || '(none)'}. Use the table that --review writes`,
  'review-no-decisions': ({ file }) => `${file}: the column of decisions is empty, there is nothing to keep`,
  'review-unknown-item': (p) =>
    `${at(p)}: '${p.item}' is no item, and neither no-item nor not-exam${p.nearest.length === 0 ? '' : `; near: ${p.nearest.join(', ')}`}`,
  'review-name-missing': (p) => `${at(p)}: a decision without name and local code`,
  'review-decided-twice': (p) => `${at(p)}: row ${p.first} decides the same name otherwise`,
}
