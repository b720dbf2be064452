import type { Language } from '@yingma/core'
import { CLASSES, FLAGS, MODIFIERS, REASONS, RELATIONS, resultTexts, STATES } from '@yingma/normalise'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { ExitCode } from '../command-line/command.ts'
import { writeJson } from '../command-line/say-problems.ts'

const LISTS = {
  states: STATES,
  relations: RELATIONS,
  modifiers: MODIFIERS,
  classes: CLASSES,
  flags: FLAGS,
  reasons: REASONS,
} as const

const TITLES: Readonly<Record<Language, Readonly<Record<keyof typeof LISTS, string>>>> = {
  zh: {
    states: '状态 state',
    relations: '关系 relation',
    modifiers: '修饰 modifiers',
    classes: '类别 classes',
    flags: '提示 flags',
    reasons: '原因 reason',
  },
  en: {
    states: 'States',
    relations: 'Relations',
    modifiers: 'Modifiers',
    classes: 'Classes',
    flags: 'Flags',
    reasons: 'Reasons',
  },
}

/** Prints every closed list of the result with its texts in both languages. */
export function printCodes(call: Call): ExitCode {
  const lists = Object.entries(LISTS).map(([list, codes]) => {
    const texts = (language: Language): Readonly<Record<string, string>> =>
      resultTexts[language][list as keyof typeof LISTS]
    return {
      list: list as keyof typeof LISTS,
      rows: codes.map((code) => ({ code, zh: texts('zh')[code] ?? '', en: texts('en')[code] ?? '' })),
    }
  })
  if (call.json) writeJson(call, Object.fromEntries(lists.map(({ list, rows }) => [list, rows])))
  else {
    const blocks = lists.map(({ list, rows }) => {
      const title = call.terminal.paint('bold', TITLES[call.language][list])
      return `${title}\n${layColumns(rows.map(({ code, zh, en }) => [`  ${code}`, zh, en])).join('\n')}\n`
    })
    call.terminal.out(blocks.join('\n'))
  }
  return 0
}
