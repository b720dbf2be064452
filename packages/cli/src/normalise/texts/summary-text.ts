import type { Language } from '@yingma/core'
import { resultTexts, STATES } from '@yingma/normalise'
import { layColumns } from '../../command-line/columns.ts'
import type { Terminal } from '../../command-line/terminal.ts'
import type { Summary, Tally } from '../summary.ts'

const WORDS = {
  zh: {
    total: ({ rows, names, exams }: Tally, seconds: string) =>
      `${n(rows)} 行，${n(names)} 个不同名称，${n(exams)} 人次；用时 ${seconds} 秒`,
    head: ['状态', '名称', '占比', '人次', '占比'],
    classes: '名称的类别',
    flags: '提示',
    unmapped: '待处理的名称（按人次）',
    set: (count: number, file: string) => `${n(count)} 行无法读取，另存于 ${file}`,
  },
  en: {
    total: ({ rows, names, exams }: Tally, seconds: string) =>
      `${n(rows)} rows, ${n(names)} distinct names, ${n(exams)} exams in ${seconds} s`,
    head: ['state', 'names', 'share', 'exams', 'share'],
    classes: 'Classes of names',
    flags: 'Flags',
    unmapped: 'Names to look at, by exams',
    set: (count: number, file: string) => `${n(count)} rows could not be read and are set aside in ${file}`,
  },
} as const

/** What a run came to, for people. */
export function summaryText(summary: Summary, seconds: number, language: Language, terminal: Terminal): string {
  const words = WORDS[language]
  const texts = resultTexts[language]
  const { total, states } = summary
  const rows = STATES.filter((state) => states[state].names > 0).map((state) => {
    const { names, exams } = states[state]
    return [`  ${texts.states[state]}`, n(names), share(names, total.names), n(exams), share(exams, total.exams)]
  })
  const list = (title: string, entries: readonly (readonly [string, Tally | undefined])[]): string =>
    entries.length === 0
      ? ''
      : `${terminal.paintErr('bold', title)}\n${layColumns(
          entries.map(([text, tally]) => [`  ${text}`, n(tally?.names ?? 0), n(tally?.exams ?? 0)]),
        )
          .map((line) => `${line}\n`)
          .join('')}`
  const unmapped = summary.unmapped.map(({ name, modality, state, exams }) => [
    `  ${n(exams)}`,
    texts.states[state],
    modality,
    cut(name),
  ])
  return [
    `${words.total(total, seconds.toFixed(1))}\n`,
    `${layColumns([[`  ${words.head[0]}`, ...words.head.slice(1)], ...rows]).join('\n')}\n`,
    list(
      words.classes,
      Object.entries(summary.classes).map(([name, tally]) => [
        texts.classes[name as keyof typeof texts.classes],
        tally,
      ]),
    ),
    list(
      words.flags,
      Object.entries(summary.flags).map(([flag, tally]) => [texts.flags[flag as keyof typeof texts.flags], tally]),
    ),
    unmapped.length === 0 ? '' : `${terminal.paintErr('bold', words.unmapped)}\n${layColumns(unmapped).join('\n')}\n`,
  ].join('')
}

/** Says that rows were set aside. */
export function setAsideText(count: number, file: string, language: Language): string {
  return WORDS[language].set(count, file)
}

function n(count: number): string {
  return count.toLocaleString('en')
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${((part / whole) * 100).toFixed(1)} %`
}

function cut(name: string): string {
  const line = name.replaceAll(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
