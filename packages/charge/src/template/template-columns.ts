/** The head of a schedule, a row each; `path` leads to the value in schedule.json. */
export const HEAD_FIELDS: readonly {
  readonly field: string
  readonly path: readonly string[]
  readonly zh: string
  readonly en: string
}[] = [
  { field: 'id', path: ['id'], zh: '价表标识，小写字母、数字、连字符', en: 'id: lower-case letters, digits, hyphens' },
  { field: 'title-zh', path: ['title', 'zh'], zh: '中文名称', en: 'Chinese title' },
  { field: 'title-en', path: ['title', 'en'], zh: '英文名称', en: 'English title' },
  { field: 'jurisdiction', path: ['jurisdiction'], zh: '地区', en: 'jurisdiction' },
  { field: 'hospitalLevel', path: ['hospitalLevel'], zh: '医院级别', en: 'level of the hospitals' },
  { field: 'validFrom', path: ['validFrom'], zh: '执行首日 YYYY-MM-DD', en: 'first day in force, YYYY-MM-DD' },
  { field: 'validTo', path: ['validTo'], zh: '末日，空为至今', en: 'last day; empty while it lasts' },
  { field: 'invented', path: ['invented'], zh: '虚构的示例填 true', en: 'true for an example that nobody has issued' },
  { field: 'codes', path: ['codes'], zh: 'national-15 或 free', en: 'national-15 or free' },
  { field: 'source-zh', path: ['source', 'zh'], zh: '来源（中文）', en: 'source in Chinese' },
  { field: 'source-en', path: ['source', 'en'], zh: '来源（英文）', en: 'source in English' },
  {
    field: 'inherits-schedule',
    path: ['inherits', 'schedule'],
    zh: '沿用哪个价表的表',
    en: 'schedule whose tables are taken over',
  },
  {
    field: 'inherits-tables',
    path: ['inherits', 'tables'],
    zh: '沿用的表，+ 分隔',
    en: 'tables taken over, parted by +',
  },
  {
    field: 'sheets',
    path: ['sheets'],
    zh: '本工作簿中的表，+ 分隔',
    en: 'sheets of this workbook that are tables, parted by +',
  },
  { field: 'settings', path: ['settings'], zh: '开关的取值（JSON）', en: 'answers to switches (JSON)' },
]

/** A rule a row: what all rules have, and in `more` as JSON what its kind adds. */
export const RULE_COLUMNS = ['id', 'kind', 'certainty', 'source', 'when', 'zh', 'en', 'more'] as const

export const SWITCH_COLUMNS = ['id', 'rule', 'values', 'default', 'zh', 'en'] as const

/** Which table of a schedule a file belongs to, told by its name (`parts-radiology.tsv` is one of the parts). */
export const TABLE_OF_FILE: Readonly<Record<string, string>> = {
  items: 'items',
  vocabularies: 'vocabularies',
  parts: 'parts',
  scans: 'scans',
  implied: 'implied',
  modifiers: 'modifiers',
  positions: 'positions',
  rules: 'rules',
  switches: 'switches',
  unreachable: 'unreachable',
  names: 'names',
}
