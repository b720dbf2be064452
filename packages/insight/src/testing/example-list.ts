import type { RegionalList } from '../recognition/regional-list.ts'

/** A list made for examples: a part of level 2, and one item. */
export const EXAMPLE_LIST: RegionalList = {
  id: 'example',
  region: '示例地区',
  mark: '示例HR',
  title: { zh: '示例互认清单', en: 'example list' },
  institutions: [],
  entries: [
    { modality: 'CT', part: '0401', windowDays: 30, from: '2025-01-01' },
    { code: '30010100110000', windowDays: 60, from: '2025-03-01', to: '2025-11-30' },
  ],
}
