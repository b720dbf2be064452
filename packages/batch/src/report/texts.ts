/** A text of the report in both languages; the reader of the page chooses. */
export interface Text {
  readonly zh: string
  readonly en: string
}

const text = (zh: string, en: string): Text => ({ zh, en })

export const TEXTS = {
  title: text('检查项目标准化报告', 'Standardisation report'),
  rows: text('检查量', 'Exams'),
  names: text('名称数', 'Names'),
  inputs: text('不同输入', 'Distinct inputs'),
  items: text('标准项目数', 'Standard items'),
  examItems: text('检查×项目', 'Exam items'),
  rate: text('标准化率', 'Standardised'),
  state: text('状态', 'State'),
  share: text('占比', 'Share'),
  modality: text('设备类型', 'Modality'),
  institution: text('医疗机构', 'Institution'),
  month: text('月份', 'Month'),
  name: text('名称', 'Name'),
  code: text('编码', 'Code'),
  item: text('标准项目', 'Standard item'),
  why: text('原因', 'Reason'),
  spread: text('对应名称数', 'Local names'),
  rank: text('排名', 'Rank'),
  byState: text('各状态的检查量', 'Exams by state'),
  byModality: text('各设备类型的标准化情况', 'By modality'),
  byInstitution: text('各医疗机构的标准化情况', 'By institution'),
  byMonth: text('各月的标准化率', 'Standardised by month'),
  unmapped: text('未能对应的名称（按检查量）', 'Top unmapped names'),
  conflicts: text('自相矛盾的名称（按检查量）', 'Top conflicts'),
  review: text('待审核的名称（按检查量）', 'Top names to review'),
  topItems: text('检查量最大的标准项目', 'Standard items by volume'),
  spreadOfNames: text('名称最分散的标准项目', 'Items with the widest spread of local names'),
  beforeAfter: text(
    '标准化前后：前 N 个名称（项目）占检查量的比例',
    'Before and after: share of exams held by the first N names (items)',
  ),
  before: text('标准化前（名称）', 'Before (names)'),
  after: text('标准化后（项目）', 'After (items)'),
  checks: text('核对', 'Reconciliation'),
  check: text('核对项', 'Check'),
  expected: text('应为', 'Expected'),
  found: text('实为', 'Found'),
  versions: text('版本', 'Versions'),
  summary: text('概况', 'Summary'),
  value: text('值', 'Value'),
  notSaid: text('（未填）', '(empty)'),
} as const satisfies Record<string, Text>

export const STATE_TEXTS: Readonly<Record<string, Text>> = {
  mapped: text('已对应', 'Mapped'),
  review: text('待审核', 'Review'),
  ambiguous: text('有歧义', 'Ambiguous'),
  conflict: text('矛盾', 'Conflict'),
  'no-item': text('无对应项目', 'No item'),
  'not-exam': text('非检查', 'Not an exam'),
}

/** States in the order of charts, with colours that keep apart in print and for the colour-blind. */
export const STATE_COLOURS: ReadonlyArray<readonly [string, string]> = [
  ['mapped', '#2a7f62'],
  ['review', '#8cc5a2'],
  ['ambiguous', '#f0c75e'],
  ['conflict', '#c8553d'],
  ['no-item', '#7a6c9e'],
  ['not-exam', '#b8b8b8'],
]
