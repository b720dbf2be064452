import type { EditionDiff, Item, Language } from '@yingma/core'
import type { Verdict } from '../impact/name-index.ts'
import type { MigrationRow } from './migration.ts'
import type { ReadyProposal } from './release-draft.ts'

/** A local name of a proposal, read under the edition before and under the new one. */
export interface NameExample {
  readonly name: string
  readonly before: Verdict
  readonly after: Verdict
}

export interface NotesInput {
  readonly date: string
  readonly diff: EditionDiff
  readonly proposals: readonly ReadyProposal[]
  /** By id of the proposal. */
  readonly examples: ReadonlyMap<string, readonly NameExample[]>
  readonly migration: readonly MigrationRow[]
}

const WORDS = {
  zh: {
    title: '发布说明',
    counts: ({ added, retired, renamedEn }: EditionDiff) =>
      `新增 ${added.length} 项，停用 ${retired.length} 项，英文改写 ${renamedEn.length} 项。已发布的代码、名称和含义没有改变。`,
    proposals: '提案',
    reason: '理由',
    input: '输入',
    before: '之前',
    after: '之后',
    none: '（无项目）',
    added: '新增项目',
    retired: '停用项目',
    successors: '接替者',
    grace: '过渡期至',
  },
  en: {
    title: 'Release notes',
    counts: ({ added, retired, renamedEn }: EditionDiff) =>
      `${added.length} items added, ${retired.length} retired, ${renamedEn.length} better said in English. No released code, name or meaning has changed.`,
    proposals: 'Proposals',
    reason: 'Reason',
    input: 'Input',
    before: 'Before',
    after: 'After',
    none: '(no item)',
    added: 'Items added',
    retired: 'Items retired',
    successors: 'Successors',
    grace: 'Grace until',
  },
} as const

/** Release notes in one language, as Markdown, made from the proposals and what changed. */
export function releaseNotes({ date, diff, proposals, examples, migration }: NotesInput, language: Language): string {
  const words = WORDS[language]
  return [
    `# ${words.title} ${diff.to} (${date})`,
    words.counts(diff),
    `## ${words.proposals}`,
    ...proposals.flatMap((proposal) => [
      `### ${plain(proposal.title[language])}`,
      `${words.reason}${language === 'zh' ? '：' : ': '}${plain(proposal.reason)}`,
      ...exampleTable(examples.get(proposal.id) ?? [], words),
    ]),
    ...section(
      words.added,
      diff.added.map((item) => `- \`${item.code}\` ${said(item, language)}`),
    ),
    ...section(words.retired, retiredTable(migration, words)),
  ]
    .join('\n\n')
    .concat('\n')
}

type Words = (typeof WORDS)[Language]

function exampleTable(examples: readonly NameExample[], words: Words): readonly string[] {
  if (examples.length === 0) return []
  const codes = ({ codes: list }: Verdict): string =>
    list.length === 0 ? words.none : list.map((code) => `\`${code}\``).join(' + ')
  const rows = examples.map(({ name, before, after }) => `| ${plain(name)} | ${codes(before)} | ${codes(after)} |`)
  return [[`| ${words.input} | ${words.before} | ${words.after} |`, '|---|---|---|', ...rows].join('\n')]
}

function retiredTable(migration: readonly MigrationRow[], words: Words): readonly string[] {
  if (migration.length === 0) return []
  const rows = migration.map(
    ({ code, name, successors, reason, graceUntil }) =>
      `| \`${code}\` ${plain(name)} | ${successors.map((one) => `\`${one}\``).join(' ')} | ${plain(reason)} | ${graceUntil} |`,
  )
  return [`| ${words.retired} | ${words.successors} | ${words.reason} | ${words.grace} |`, '|---|---|---|---|', ...rows]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')]
}

function said({ name, nameEn }: Item, language: Language): string {
  return plain(language === 'zh' ? name : nameEn)
}

/** What people wrote, so that it stays text in a table and in a page. */
function plain(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_<>|[\]#]/g, (sign) => `\\${sign}`)
}
