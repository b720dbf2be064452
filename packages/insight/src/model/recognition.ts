import type { Figure } from './figure.ts'
import { ITEMS } from './operations.ts'

export const RECOGNITION: readonly Figure[] = [
  {
    id: 'recognition',
    area: 'recognition',
    title: { zh: '互认与节约', en: 'recognition and savings' },
    definition: {
      zh: '互认清单内的项目中，患者在时限内已做过相同或覆盖它的检查：次数、其中前次只在外院的、涉及金额（元）。是否应当重复由医师按六种情形决定',
      en: 'items on a recognition list whose patient had had the same or a covering exam within the window: how many, how many of them elsewhere only, and what they cost (yuan). Whether repeating was right is the doctor’s to say, by the six reasons',
    },
    table: 'agg_recognition',
    needs: ['patient', 'startedAt'],
    dimensions: ['institution', 'modality', 'part2', 'code', 'month'],
    by: ['modality', 'part2'],
    measures: [
      { id: 'checked', kind: 'count', column: 'n_checked', title: { zh: '清单内项目', en: 'items on a list' } },
      { id: 'recognisable', kind: 'count', column: 'n_recognisable', title: { zh: '可互认', en: 'recognisable' } },
      {
        id: 'elsewhere',
        kind: 'count',
        column: 'n_elsewhere',
        title: { zh: '前次在外院', en: 'earlier one elsewhere' },
      },
      {
        id: 'savings',
        kind: 'sum',
        column: 'amount',
        scale: 0.01,
        title: { zh: '可节约（元）', en: 'could be saved (yuan)' },
      },
      {
        id: 'rate',
        kind: 'ratio',
        over: 'n_recognisable',
        under: 'n_checked',
        scale: 100,
        title: { zh: '占比（%）', en: 'share (%)' },
      },
    ],
  },
  {
    id: 'list-coverage',
    area: 'recognition',
    title: { zh: '清单覆盖', en: 'coverage of the list' },
    definition: {
      zh: '互认清单内各项目有多少机构在做、做了多少',
      en: 'how many institutions do each item on a recognition list, and how often',
    },
    table: 'agg_items',
    where: 'code IN (SELECT code FROM dim_cover)',
    needs: [],
    dimensions: ['institution', 'modality', 'part2', 'code', 'month'],
    by: ['code'],
    measures: [
      ITEMS,
      { id: 'institutions', kind: 'distinct', column: 'institution', title: { zh: '机构数', en: 'institutions' } },
    ],
  },
]
