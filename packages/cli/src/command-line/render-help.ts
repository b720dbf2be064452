import type { Language } from '@yingma/core'
import { inLanguage } from './call.ts'
import { padEnd } from './columns.ts'
import type { Command, Entry, Option } from './command.ts'
import { GLOBAL_OPTIONS } from './read-arguments.ts'
import type { Terminal } from './terminal.ts'

const WORDS = {
  zh: { usage: '用法', commands: '命令', options: '选项', examples: '示例', exits: '退出码' },
  en: { usage: 'Usage', commands: 'Commands', options: 'Options', examples: 'Examples', exits: 'Exit codes' },
} as const

const ABOUT = {
  zh: '影码：医学影像检查项目的名称与编码。把各医院的检查名称变成标准项目。',
  en: 'Yingma: one name and one code for every medical imaging exam. Local exam names in, standard items out.',
} as const

const EXITS = {
  zh: ['0  完成（没有对应项目的名称也算完成）', '1  数据有错：代码、表格或标准', '2  命令用法有错'],
  en: [
    '0  done (names without an item included)',
    '1  something in the data is wrong: a code, a table, the standard',
    '2  the command was called wrongly',
  ],
} as const

const MORE = {
  zh: '“yingma COMMAND --help”给出一个命令的全部选项和示例。',
  en: "'yingma COMMAND --help' gives all options of a command, with examples.",
} as const

/** The overview of all commands. */
export function renderOverview(entries: readonly Entry[], language: Language, terminal: Terminal): string {
  const words = WORDS[language]
  const width = Math.max(...entries.map(({ name }) => name.length)) + 2
  return [
    ABOUT[language],
    '',
    `${terminal.paint('bold', words.usage)}  yingma COMMAND …`,
    '',
    terminal.paint('bold', words.commands),
    ...entries.map(({ name, summary }) => `  ${padEnd(name, width)}${inLanguage(summary, language)}`),
    '',
    ...optionLines(GLOBAL_OPTIONS, language, terminal),
    '',
    ...exitLines(language, terminal),
    '',
    MORE[language],
    '',
  ].join('\n')
}

/** The help of one command. */
export function renderHelp(name: string, command: Command, language: Language, terminal: Terminal): string {
  const words = WORDS[language]
  return [
    inLanguage(command.text, language),
    '',
    `${terminal.paint('bold', words.usage)}  yingma ${name} ${command.usage}`.trimEnd(),
    '',
    ...optionLines([...command.options, ...GLOBAL_OPTIONS], language, terminal),
    '',
    terminal.paint('bold', words.examples),
    ...command.examples.flatMap(({ line, text }) => [
      `  ${line}`,
      `      ${terminal.paint('dim', inLanguage(text, language))}`,
    ]),
    '',
    ...exitLines(language, terminal),
    '',
  ].join('\n')
}

function optionLines(options: readonly Option[], language: Language, terminal: Terminal): readonly string[] {
  const heads = options.map(
    ({ name, short, value }) =>
      `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
  )
  const width = Math.max(...heads.map(({ length }) => length)) + 2
  return [
    terminal.paint('bold', WORDS[language].options),
    ...options.map(({ text }, at) => `  ${padEnd(heads[at] ?? '', width)}${inLanguage(text, language)}`),
  ]
}

function exitLines(language: Language, terminal: Terminal): readonly string[] {
  return [terminal.paint('bold', WORDS[language].exits), ...EXITS[language].map((line) => `  ${line}`)]
}
