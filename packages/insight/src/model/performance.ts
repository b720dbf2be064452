import type { Figure } from './figure.ts'
import { ITEMS } from './operations.ts'

const POINTS = {
  id: 'points',
  kind: 'sum',
  column: 'points',
  scale: 0.01,
  title: { zh: '工作量分值', en: 'workload points' },
} as const

const STAFF_DIMENSIONS = ['institution', 'department', 'team', 'modality', 'code', 'month', 'role', 'staff'] as const

export const PERFORMANCE: readonly Figure[] = [
  {
    id: 'workload',
    area: 'performance',
    title: { zh: '工作量', en: 'workload' },
    definition: {
      zh: '署名医师的报告和署名技师的检查，各按项目分值累计。分值表有版本；起始表是假定，科室可以改定。医师、技师不明的另计',
      en: 'reports of doctors and exams of technicians who are named, each with the points of its item. The table of points has a version; the starting one is an assumption that departments may replace. Work of nobody known is counted apart',
    },
    table: 'agg_staff',
    needs: ['doctor'],
    isPrivate: true,
    dimensions: STAFF_DIMENSIONS,
    by: ['role', 'staff', 'month'],
    measures: [ITEMS, POINTS],
  },
  {
    id: 'case-mix',
    area: 'performance',
    title: { zh: '病例构成（公平性）', en: 'case mix (fairness)' },
    definition: {
      zh: '每个项目的平均分值：高说明做的项目较难；与同岗位的人相比才有意义',
      en: 'mean points of an item: high means harder items; it says something beside others in the same role',
    },
    table: 'agg_staff',
    needs: ['doctor'],
    isPrivate: true,
    dimensions: STAFF_DIMENSIONS,
    by: ['role', 'staff'],
    measures: [
      ITEMS,
      {
        id: 'points_an_item',
        kind: 'ratio',
        over: 'points',
        under: 'n',
        scale: 0.01,
        title: { zh: '每项分值', en: 'points an item' },
      },
      { id: 'kinds', kind: 'distinct', column: 'code', title: { zh: '项目种数', en: 'kinds of items' } },
    ],
  },
]
