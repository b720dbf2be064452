import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { PriceProblem } from '../price/price-problem.ts'

export const priceZh: ProblemTexts<PriceProblem> = {
  'price-folder-unreadable': ({ folder, reason }) => `无法读取价表文件夹 ${folder}：${fileTrouble(reason, 'zh')}`,
  'price-modifier-form': ({ text, known }) => `修饰“${text}”不认识，可用：${known.join('、')}`,
}
