import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { PriceProblem } from '../price/price-problem.ts'

export const priceEn: ProblemTexts<PriceProblem> = {
  'price-folder-unreadable': ({ folder, reason }) =>
    `the folder of schedules ${folder} cannot be read: ${fileTrouble(reason, 'en')}`,
  'price-modifier-form': ({ text, known }) => `unknown modifier '${text}'; there are ${known.join(', ')}`,
}
