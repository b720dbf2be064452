import type { ProblemTexts } from '@yingma/core'
import type { PriceProblem } from '../price/price-problem.ts'

export const priceZh: ProblemTexts<PriceProblem> = {
  'price-unknown-schedule': ({ schedule, schedules }) => `没有价表“${schedule}”，现有：${schedules.join('、')}`,
  'price-folder-unreadable': ({ folder, reason }) => `无法读取价表文件夹 ${folder}：${reason}`,
  'price-cell-unreadable': ({ file, row, header, value, wanted }) =>
    `${file} 第 ${row} 行，列“${header}”：“${value}”不是${wanted === 'count' ? '数量（整数）' : '金额（元，最多两位小数）'}`,
  'price-name-unread': ({ name, state }) => `“${name}”读不出标准项目（${state}），不报价`,
  'price-modifier-form': ({ text, known }) => `修饰“${text}”不认识，可用：${known.join('、')}`,
}
