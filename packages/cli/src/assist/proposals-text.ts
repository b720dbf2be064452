import type { DecidedName, Proposal } from '@yingma/assist'
import type { Edition, Language } from '@yingma/core'
import type { Change } from '@yingma/normalise'
import { layColumns } from '../command-line/columns.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { previewText } from '../normalise/texts/preview-text.ts'

const SHOWN = 5

const WORDS = {
  zh: {
    term: '词',
    switch: '开关',
    note: '不含检查内容',
    nonexam: '不是检查',
    support: '依据',
    counter: '反例',
    more: '另有',
    none: '没有可建议的词或开关：需要至少两个同类的决定',
    pick: '没有保存。用 --pick 序号 选定，--out 写成文件，再用 yingma normalise --institution … --preview、--decisions 采纳',
  },
  en: {
    term: 'word',
    switch: 'switch',
    note: 'says nothing of the exam',
    nonexam: 'no exam',
    support: 'for it',
    counter: 'against it',
    more: 'more',
    none: 'nothing to propose: it takes two decisions of one kind at least',
    pick: 'nothing is kept. Choose with --pick NUMBER, write with --out, and accept with yingma normalise --institution … --preview, --decisions',
  },
} as const

interface Place {
  readonly edition: Edition
  readonly language: Language
  readonly terminal: Terminal
}

/** Proposals for people: what, the names for it and against it, and every name that would change. */
export function proposalsText(proposals: readonly Proposal[], looked: number, place: Place): string {
  const words = WORDS[place.language]
  if (proposals.length === 0) return `${words.none}\n`
  const blocks = proposals.map((proposal, at) => {
    const { change, support, counterExamples, preview } = proposal
    return [
      place.terminal.paint('bold', `${at + 1}  ${changeText(change, place)}`),
      ...namesLines(words.support, support, place),
      ...namesLines(words.counter, counterExamples, place),
      previewText(
        preview.map((one) => ({ ...one, input: { ...one.input, exams: one.input.count ?? 1 } })),
        looked,
        place.language,
      )
        .split('\n')
        .map((line) => `   ${line}`.trimEnd())
        .join('\n'),
    ].join('\n')
  })
  return `${blocks.join('\n')}\n${words.pick}\n`
}

function changeText(change: Change, { edition, language }: Place): string {
  const words = WORDS[language]
  if (change.kind === 'switch') return `${words.switch} ${change.name} = ${change.value}`
  if (change.kind === 'decision') return change.kind
  const { term, kind, value, scope = [] } = change.term
  const meaning =
    kind === 'note' || kind === 'nonexam'
      ? words[kind]
      : `${kind} ${value} ${valueName(kind, value, edition, language)}`
  return `${words.term} “${term}” → ${meaning.trim()}${scope.length === 0 ? '' : ` [${scope.join(', ')}]`}`
}

function valueName(kind: string, value: string, edition: Edition, language: Language): string {
  if (kind !== 'part') return ''
  for (const dictionary of edition.dictionaries.values()) {
    if (!dictionary.id.endsWith('parts')) continue
    const found = dictionary.values.get(value.toUpperCase())
    if (found !== undefined) return language === 'zh' ? found.name : found.nameEn
  }
  return ''
}

function namesLines(title: string, names: readonly DecidedName[], { language }: Place): readonly string[] {
  const rows = names
    .slice(0, SHOWN)
    .map(({ input, answer }) => [
      `     ${input.name.replaceAll(/[\r\n\t]/gu, ' ')}`,
      answer.kind === 'items' ? answer.codes.join('+') : answer.kind,
    ])
  const more = names.length > SHOWN ? [`     … ${names.length - SHOWN} ${WORDS[language].more}`] : []
  return [`   ${title}: ${names.length}`, ...layColumns(rows), ...more]
}
