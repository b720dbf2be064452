import type { Text } from '@yingma/core'
import type { Figure, Measure } from './figure.ts'
import type { RoleId } from './source-roles.ts'

export const EXAMS: Measure = { id: 'exams', kind: 'count', column: 'n', title: { zh: '检查数', en: 'exams' } }
export const ITEMS: Measure = { id: 'items', kind: 'count', column: 'n', title: { zh: '项目数', en: 'exam items' } }

const YUAN: Measure = {
  id: 'amount',
  kind: 'sum',
  column: 'amount',
  scale: 0.01,
  title: { zh: '金额（元）', en: 'amount (yuan)' },
}

const time = (id: string, measure: string, needs: readonly RoleId[], title: Text, definition: Text): Figure => ({
  id,
  area: 'operations',
  title,
  definition: {
    zh: `${definition.zh}。百分位取自按 1、5、30、360 分钟向下取整的分钟数（1 小时、8 小时、2 天以内及以上），均数取自原值；时间缺失、在未来或自相矛盾的检查另计，不进入平均`,
    en: `${definition.en}. Percentiles are of minutes rounded down to 1, 5, 30 or 360 (below an hour, 8 hours, 2 days, above), the mean of the minutes themselves; exams whose times are missing, in the future or contradict one another are counted apart and enter no average`,
  },
  table: 'agg_times',
  where: `measure = '${measure}'`,
  needs,
  dimensions: ['institution', 'device', 'modality', 'patient_type', 'month'],
  by: ['modality'],
  measures: [
    EXAMS,
    { id: 'mean', kind: 'mean', title: { zh: '平均（分钟）', en: 'mean (minutes)' } },
    { id: 'p50', kind: 'percentile', percent: 50, title: { zh: '中位数（分钟）', en: 'median (minutes)' } },
    { id: 'p90', kind: 'percentile', percent: 90, title: { zh: 'P90（分钟）', en: '90th percentile (minutes)' } },
  ],
  rows: { table: 'exams', where: `${measure}_minutes >= 0` },
})

export const OPERATIONS: readonly Figure[] = [
  {
    id: 'volume',
    area: 'operations',
    title: { zh: '检查量', en: 'volume' },
    definition: {
      zh: '检查次数（一行一次）、其中的标准项目数和金额；没有可用开始时间的检查月份为空',
      en: 'exams (one a row), the standard items in them and what was charged; exams without a usable start have no month',
    },
    table: 'agg_volume',
    needs: [],
    dimensions: ['institution', 'device', 'department', 'patient_type', 'modality', 'month'],
    by: ['modality', 'month'],
    measures: [EXAMS, { ...ITEMS, column: 'items' }, YUAN],
    rows: { table: 'exams', where: '1 = 1' },
  },
  {
    id: 'mix',
    area: 'operations',
    title: { zh: '项目构成', en: 'mix of items' },
    definition: {
      zh: '各标准项目、部位的次数；一次检查有几个项目就计几次',
      en: 'how often each standard item or part was done; an exam of several items counts once for each',
    },
    table: 'agg_items',
    needs: [],
    dimensions: ['institution', 'department', 'patient_type', 'modality', 'part1', 'part2', 'code', 'month'],
    by: ['modality', 'part1'],
    measures: [
      ITEMS,
      { id: 'kinds', kind: 'distinct', column: 'code', title: { zh: '项目种数', en: 'kinds of items' } },
    ],
    rows: { table: 'items', where: '1 = 1' },
  },
  {
    id: 'growth',
    area: 'operations',
    title: { zh: '同比增长', en: 'growth' },
    definition: {
      zh: '与上年同月相比的检查次数；上年同月没有数据时不给比值',
      en: 'exams against the same month of the year before; no ratio where that month has none',
    },
    table: 'agg_growth',
    needs: ['startedAt'],
    dimensions: ['institution', 'modality', 'patient_type', 'month'],
    by: ['month'],
    measures: [
      EXAMS,
      { id: 'exams_before', kind: 'count', column: 'n_before', title: { zh: '上年同月', en: 'a year before' } },
      { id: 'ratio', kind: 'ratio', over: 'n', under: 'n_before', scale: 1, title: { zh: '比值', en: 'ratio' } },
    ],
  },
  {
    id: 'seasonality',
    area: 'operations',
    title: { zh: '季节与星期', en: 'seasonality' },
    definition: {
      zh: '每天平均检查次数，按一年中的月份或星期（1 为星期一）；没有检查的日子不计',
      en: 'exams a day by month of the year or by weekday (1 is Monday); days without exams are not counted',
    },
    table: 'agg_days',
    needs: ['startedAt'],
    dimensions: ['institution', 'modality', 'season', 'weekday', 'month', 'day'],
    by: ['weekday'],
    measures: [
      EXAMS,
      { id: 'days', kind: 'distinct', column: 'day', title: { zh: '天数', en: 'days' } },
      {
        id: 'exams_a_day',
        kind: 'ratio',
        over: 'n',
        under: 'DISTINCT day',
        scale: 1,
        title: { zh: '每天检查数', en: 'exams a day' },
      },
    ],
    rows: { table: 'exams', where: "month <> ''" },
  },
  time(
    'waiting-time',
    'wait',
    ['orderedAt', 'startedAt'],
    { zh: '等候时间', en: 'waiting time' },
    { zh: '开单到检查开始', en: 'from the order to the start of the exam' },
  ),
  time(
    'exam-time',
    'exam',
    ['startedAt', 'finishedAt'],
    { zh: '检查用时', en: 'time on the device' },
    { zh: '检查开始到结束', en: 'from the start to the end of the exam' },
  ),
  time(
    'reporting-time',
    'report',
    ['startedAt', 'reportedAt'],
    { zh: '报告时间', en: 'reporting time' },
    { zh: '检查开始到报告出具', en: 'from the start of the exam to the report' },
  ),
  time(
    'turnaround-time',
    'total',
    ['orderedAt', 'reportedAt'],
    { zh: '全程时间', en: 'turnaround time' },
    { zh: '开单到报告出具', en: 'from the order to the report' },
  ),
  {
    id: 'device-hours',
    area: 'operations',
    title: { zh: '设备分时使用', en: 'use of devices by hour' },
    definition: {
      zh: '每台设备在各小时开始的检查次数（按检查开始时间）',
      en: 'exams begun on each device in each hour of the day',
    },
    table: 'agg_hours',
    needs: ['device', 'startedAt'],
    dimensions: ['institution', 'device', 'modality', 'weekday', 'hour', 'month'],
    by: ['hour'],
    measures: [EXAMS, { id: 'devices', kind: 'distinct', column: 'device', title: { zh: '设备数', en: 'devices' } }],
    rows: { table: 'exams', where: 'hour >= 0' },
  },
  {
    id: 'repeats',
    area: 'operations',
    title: { zh: '重复检查', en: 'repeat exams' },
    definition: {
      zh: '同一患者（令牌相同）在规定天数内再做同一项目；只计有令牌和开始时间的项目',
      en: 'the same item again for the same patient (token) within the set number of days; only items with a token and a start are looked at',
    },
    table: 'agg_repeats',
    needs: ['patient', 'startedAt'],
    dimensions: ['institution', 'modality', 'part2', 'code', 'month'],
    by: ['modality'],
    measures: [
      { id: 'checked', kind: 'count', column: 'n_checked', title: { zh: '可判断的项目', en: 'items looked at' } },
      { id: 'repeats', kind: 'count', column: 'n_repeats', title: { zh: '重复', en: 'repeats' } },
      {
        id: 'elsewhere',
        kind: 'count',
        column: 'n_elsewhere',
        title: { zh: '前次在外院', en: 'earlier one elsewhere only' },
      },
      {
        id: 'rate',
        kind: 'ratio',
        over: 'n_repeats',
        under: 'n_checked',
        scale: 100,
        title: { zh: '重复率（%）', en: 'repeat rate (%)' },
      },
    ],
  },
  {
    id: 'combinations',
    area: 'operations',
    title: { zh: '组合规律', en: 'combinations' },
    definition: {
      zh: '同一患者同一天在同一机构做的两个项目；一天内同样的两项只计一次',
      en: 'two items of one patient on one day at one institution; the same two count once a day',
    },
    table: 'agg_pairs',
    needs: ['patient', 'startedAt'],
    dimensions: ['institution', 'month', 'code', 'other_code'],
    by: ['code', 'other_code'],
    measures: [{ ...EXAMS, id: 'patients', title: { zh: '人次', en: 'patient days' } }],
  },
]
