import type { ProblemTexts } from '@yingma/core'
import type { PriceProblem } from '../price/price-problem.ts'

export const priceEn: ProblemTexts<PriceProblem> = {
  'price-unknown-schedule': ({ schedule, schedules }) =>
    `there is no schedule '${schedule}'; there are ${schedules.join(', ')}`,
  'price-folder-unreadable': ({ folder, reason }) => `the folder of schedules ${folder} cannot be read: ${reason}`,
  'price-cell-unreadable': ({ file, row, header, value, wanted }) =>
    `${file} row ${row}, column '${header}': '${value}' is not ${wanted === 'count' ? 'a count (a whole number)' : 'an amount (yuan, two decimals at most)'}`,
  'price-name-unread': ({ name, state }) => `'${name}' gives no standard item (${state}): nothing is quoted`,
  'price-modifier-form': ({ text, known }) => `unknown modifier '${text}'; there are ${known.join(', ')}`,
}
