import type { Edition, Language } from '@yingma/core'
import { type BalanceRow, SMALLEST_CELL } from './balance.ts'
import { FOLDS } from './label-statements.ts'
import type { LabelsRecord } from './labels-record.ts'

const MOST_LABELS = 40

const WORDS = {
  zh: {
    title: '数据卡',
    facts: '概况',
    made: '生成日期',
    standard: '标准',
    hash: '展开后的 SHA-256',
    studies: '检查',
    labels: '标签（项目集合）',
    institutions: '机构',
    period: '时间',
    all: '不限',
    cohort: '入选',
    items: '项目',
    modalities: '设备类型',
    parts: '部位',
    modifiers: '须有的修饰',
    without: '不得有的修饰',
    fields: '字段',
    split: '划分',
    balance: '分布',
    group: '组',
    privacy: '隐私与防泄漏',
    limits: '局限',
  },
  en: {
    title: 'Data card',
    facts: 'Facts',
    made: 'made on',
    standard: 'standard',
    hash: 'SHA-256 of its expansion',
    studies: 'studies',
    labels: 'labels (sets of items)',
    institutions: 'institutions',
    period: 'period',
    all: 'all',
    cohort: 'Selection',
    items: 'items',
    modalities: 'modalities',
    parts: 'parts',
    modifiers: 'modifiers that must be there',
    without: 'modifiers that must not be there',
    fields: 'Fields',
    split: 'Split',
    balance: 'Balance',
    group: 'group',
    privacy: 'Privacy and leakage',
    limits: 'Limits',
  },
} as const

/** The card that travels with exported labels: what they are, how they were chosen and split, and what they cannot say. */
export function dataCard(record: LabelsRecord, edition: Edition, language: Language): string {
  const words = WORDS[language]
  const listed = (values: readonly string[]) => (values.length === 0 ? words.all : values.join(', '))
  const { cohort } = record
  const period = `${record.from ?? '…'} – ${record.to ?? '…'}`
  return [
    `# ${words.title}`,
    '',
    ...factLines(words.facts, [
      [words.made, record.date],
      [words.standard, `${edition.title[language]} ${record.edition.version}`],
      [words.hash, `\`${record.edition.sha256}\``],
      [words.studies, String(record.studies)],
      [words.labels, String(record.labels)],
      [words.institutions, String(record.institutions)],
      [words.period, period],
    ]),
    ...factLines(words.cohort, [
      [words.items, listed(cohort.items)],
      [words.modalities, listed(cohort.modalities)],
      [words.parts, listed(cohort.parts)],
      [words.modifiers, cohort.modifiers.join(', ') || '–'],
      [words.without, cohort.withoutModifiers.join(', ') || '–'],
    ]),
    ...section(words.fields, FIELDS[language]),
    ...section(words.split, splitText(record, language)),
    `## ${words.balance}`,
    '',
    ...balanceLines(words.group, record.balance.modality, (group) => group),
    '',
    ...balanceLines(words.group, record.balance.label.slice(0, MOST_LABELS), (group) =>
      nameOf(group, edition, language),
    ),
    '',
    ...section(words.privacy, privacyText(record, language)),
    ...section(words.limits, limitsText(record, language)),
  ].join('\n')
}

function nameOf(label: string, edition: Edition, language: Language): string {
  const names = label.split('+').map((code) => {
    const item = edition.byCode.get(code.toUpperCase())
    return item === undefined ? code : language === 'zh' ? item.name : item.nameEn
  })
  return `${label} ${names.join(' | ')}`
}

function factLines(title: string, facts: readonly (readonly [string, string])[]): readonly string[] {
  return [`## ${title}`, '', ...facts.map(([name, value]) => `- ${name}: ${value}`), '']
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return [`## ${title}`, '', ...lines.map((line) => `- ${line}`), '']
}

function balanceLines(title: string, rows: readonly BalanceRow[], name: (group: string) => string): readonly string[] {
  const cell = (count: number | null | undefined) => (count === null ? `· (<${SMALLEST_CELL})` : String(count ?? 0))
  return [
    `| ${[title, ...FOLDS].join(' | ')} |`,
    `|${['---', ...FOLDS.map(() => '--:')].join('|')}|`,
    ...rows.map(({ group, counts }) => {
      const escaped = name(group).replaceAll('|', '\\|')
      return `| ${[escaped, ...FOLDS.map((fold) => cell(counts[fold]))].join(' | ')} |`
    }),
  ]
}

const FIELDS = {
  zh: [
    'study：检查的假名（HMAC-SHA-256）；持有密钥的一方可以对回',
    'institution：机构的假名',
    'month：检查的月份',
    'codes：标签，标准项目代码的集合，以 + 连接',
    'names：项目名称',
    'modifiers：不决定项目的事实（床旁、薄层 …），以 + 连接',
    'fold：train、validation、test-institution、test-time',
  ],
  en: [
    'study: pseudonym of the study (HMAC-SHA-256); whoever holds the key can find it again',
    'institution: pseudonym of the institution',
    'month: month of the exam',
    'codes: the label, a set of standard items, joined by +',
    'names: names of the items',
    'modifiers: facts that choose no item (bedside, thin slice …), joined by +',
    'fold: train, validation, test-institution, test-time',
  ],
} as const

function splitText({ split }: LabelsRecord, language: Language): readonly string[] {
  const percent = (share: number) => `${Math.round(share * 100)} %`
  return {
    zh: [
      `test-institution：约 ${percent(split.testInstitutions)} 的机构，整家机构不进入训练`,
      `test-time：其余机构 ${split.cutoff} 起的检查`,
      `validation：其余患者的约 ${percent(split.validation)}；同一患者只在一边`,
    ],
    en: [
      `test-institution: about ${percent(split.testInstitutions)} of the institutions, none of whose exams is in training`,
      `test-time: exams of the other institutions from ${split.cutoff} on`,
      `validation: about ${percent(split.validation)} of the patients that are left; a patient is on one side only`,
    ],
  }[language]
}

function privacyText({ leftOut, withPatient, withoutPatient }: LabelsRecord, language: Language): readonly string[] {
  return {
    zh: [
      '没有姓名、证件号、检查号、确切时间，也没有本院名称；患者标识只用来划分，不导出',
      withPatient
        ? `测试中的患者不在训练中：为此去掉 ${leftOut.leak} 次检查，导出时已核对；${withoutPatient} 次没有患者标识，各算一人`
        : '表中没有患者标识：不同检查可能属于同一患者，划分不能排除这一泄漏',
      `少于 ${SMALLEST_CELL} 次检查的标签不导出，少于 ${SMALLEST_CELL} 的数字不显示；连同每个标签的上限共去掉 ${leftOut.cappedOrSmall} 次`,
    ],
    en: [
      'no names, identity numbers, exam numbers, exact times or local names; patient tokens serve the split and are not exported',
      withPatient
        ? `no patient of a test is in training: ${leftOut.leak} studies were left out for it, and the export was checked; ${withoutPatient} studies of the table say no patient and count as one each`
        : 'the table has no patients: several studies may be of one, and the split cannot exclude that leakage',
      `labels of fewer than ${SMALLEST_CELL} studies are not exported, numbers below ${SMALLEST_CELL} not shown; with the most a label ${leftOut.cappedOrSmall} studies were left out`,
    ],
  }[language]
}

function limitsText({ leftOut }: LabelsRecord, language: Language): readonly string[] {
  return {
    zh: [
      '标签说做了什么检查，不说看到什么：由检查名称得出，不是影像或报告的判读',
      `只含名称读得确定（mapped）的检查：整张表中 ${leftOut.uncertain} 次读不定，${leftOut.unplaced} 次没有检查号或可读的时间，这些可能与其余不同`,
      '标签随标准的版本而定：另一版本请重新导出',
    ],
    en: [
      'labels say which exam was made, not what was seen: they come from exam names, not from images or reports',
      `only exams whose name was read for certain (mapped) are in: of the whole table ${leftOut.uncertain} were not, and ${leftOut.unplaced} have no exam number or no time that can be read; these may differ from the rest`,
      'labels belong to the edition: export anew for another one',
    ],
  }[language]
}
