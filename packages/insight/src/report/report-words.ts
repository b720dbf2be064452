import type { Text } from '@yingma/core'
import type { AREAS } from '../model/figure.ts'

export const AREA_WORDS: Readonly<Record<(typeof AREAS)[number], Text>> = {
  operations: { zh: '运行', en: 'Operations' },
  differences: { zh: '差异', en: 'Differences' },
  performance: { zh: '绩效', en: 'Performance' },
  quality: { zh: '质量', en: 'Quality' },
  recognition: { zh: '互认', en: 'Recognition' },
}

export const REPORT_WORDS = {
  title: { zh: '影像检查管理报告', en: 'Report on imaging exams' },
  shared: { zh: '区域汇总（可外传）', en: 'sum of the region, to be shared' },
  all: { zh: '全部机构', en: 'all institutions' },
  asOf: { zh: '数据截至', en: 'data as of' },
  made: { zh: '汇总于', en: 'aggregated on' },
  edition: { zh: '标准版本', en: 'edition of the standard' },
  exams: { zh: '检查数', en: 'exams' },
  workload: { zh: '工作量分值表', en: 'workload table' },
  assumption: { zh: '假定，待科室改定', en: 'an assumption, for departments to replace' },
  agreed: { zh: '科室已定', en: 'agreed by departments' },
  lists: { zh: '互认清单', en: 'recognition lists' },
  findings: { zh: '明显异常', en: 'What stands out' },
  noFindings: { zh: '没有发现', en: 'Nothing' },
  where: { zh: '位置', en: 'where' },
  kind: { zh: '类别', en: 'kind' },
  observed: { zh: '实际', en: 'observed' },
  expected: { zh: '同类', en: 'others of its kind' },
  suppressed: { zh: '行因数字过小或机构过少而不显示', en: 'rows are not shown: small numbers or few institutions' },
  left: { zh: '行未列出；yingma report 给出全部', en: 'rows are left out; yingma report gives all' },
  sql: { zh: '查询语句', en: 'SQL' },
  sheet: { zh: '说明', en: 'about' },
  definition: { zh: '定义', en: 'definition' },
} as const satisfies Readonly<Record<string, Text>>

export const FINDING_WORDS = {
  'slow-device': { zh: '设备检查用时过长（分钟中位数）', en: 'slow device (median minutes)' },
  repeats: { zh: '重复检查过多', en: 'many repeats' },
  implausible: { zh: '数据不合理', en: 'implausible data' },
  'bad-input': { zh: '问题数据', en: 'bad input' },
  indicator: { zh: '质量指标', en: 'quality indicator' },
} as const satisfies Readonly<Record<string, Text>>
