import type { Figure } from './figure.ts'
import { EXAMS, ITEMS } from './operations.ts'

/** The same item by institution, device, department and operator: how it is named, ordered, protocolled and charged. */
export const DIFFERENCES: readonly Figure[] = [
  {
    id: 'naming',
    area: 'differences',
    title: { zh: '名称差异', en: 'naming' },
    definition: {
      zh: '同一标准项目在各机构有多少种本院名称、各用了多少次',
      en: 'how many local names one standard item has at each institution, and how often each is used',
    },
    table: 'agg_names',
    needs: ['name'],
    dimensions: ['institution', 'modality', 'part2', 'code', 'local_name'],
    by: ['code', 'institution'],
    measures: [
      ITEMS,
      { id: 'names', kind: 'distinct', column: 'local_name', title: { zh: '名称种数', en: 'local names' } },
    ],
    rows: { table: 'items', where: '1 = 1' },
  },
  {
    id: 'ordering',
    area: 'differences',
    title: { zh: '开单差异', en: 'ordering' },
    definition: {
      zh: '同一项目由哪些科室、为哪类患者开出',
      en: 'which departments order an item, and for which patients',
    },
    table: 'agg_items',
    needs: ['department'],
    dimensions: ['institution', 'department', 'patient_type', 'modality', 'part1', 'part2', 'code', 'month'],
    by: ['code', 'department'],
    measures: [ITEMS],
    rows: { table: 'items', where: '1 = 1' },
  },
  {
    id: 'protocol',
    area: 'differences',
    title: { zh: '方案差异', en: 'protocol' },
    definition: {
      zh: '同一部位在各机构、各设备用对比剂的比例',
      en: 'share of exams of a part with contrast, by institution and device',
    },
    table: 'agg_protocol',
    where: "modality IN ('CT', 'MR')",
    needs: [],
    dimensions: ['institution', 'device', 'modality', 'part1', 'part2', 'contrast', 'code', 'month'],
    by: ['modality', 'part2', 'institution'],
    measures: [
      ITEMS,
      { id: 'enhanced', kind: 'count', column: 'n_enhanced', title: { zh: '用对比剂', en: 'with contrast' } },
      {
        id: 'enhanced_share',
        kind: 'ratio',
        over: 'n_enhanced',
        under: 'n',
        scale: 100,
        title: { zh: '用对比剂（%）', en: 'with contrast (%)' },
      },
    ],
    rows: { table: 'items', where: "modality IN ('CT', 'MR')" },
  },
  {
    id: 'charging',
    area: 'differences',
    title: { zh: '收费差异', en: 'charging' },
    definition: {
      zh: '只含一个项目的检查的金额：最低、平均、最高（元）',
      en: 'what is charged for exams of this one item alone: lowest, mean, highest (yuan)',
    },
    table: 'agg_prices',
    needs: ['price'],
    dimensions: ['institution', 'device', 'modality', 'code', 'price'],
    by: ['code', 'institution'],
    measures: [
      EXAMS,
      {
        id: 'lowest',
        kind: 'smallest',
        column: 'price',
        scale: 0.01,
        title: { zh: '最低', en: 'lowest' },
      },
      { id: 'mean_price', kind: 'ratio', over: 'amount', under: 'n', scale: 0.01, title: { zh: '平均', en: 'mean' } },
      { id: 'highest', kind: 'largest', column: 'price', scale: 0.01, title: { zh: '最高', en: 'highest' } },
    ],
    rows: { table: 'items', where: 'item_count = 1 AND price >= 0' },
  },
  {
    id: 'operators',
    area: 'differences',
    title: { zh: '操作者差异', en: 'operators' },
    definition: {
      zh: '同一项目由各技师检查、各医师报告的次数和平均用时；不知道是谁的不计',
      en: 'how often each technician did an item and each doctor reported it, and how long it took; work of nobody known is left out',
    },
    table: 'agg_staff',
    needs: ['technician'],
    isPrivate: true,
    dimensions: ['institution', 'department', 'team', 'modality', 'code', 'month', 'role', 'staff'],
    by: ['code', 'role', 'staff'],
    measures: [
      ITEMS,
      {
        id: 'mean_minutes',
        kind: 'ratio',
        over: 'spent',
        under: 'timed',
        scale: 1,
        title: { zh: '平均用时（分钟）', en: 'mean time (minutes)' },
      },
    ],
  },
]
