import { parseArgs } from 'node:util'
import type { Command, Option } from './command.ts'
import { nearWords } from './near-words.ts'
import type { UsageProblem } from './usage-problem.ts'

/** Options that every command has. */
export const GLOBAL_OPTIONS: readonly Option[] = [
  {
    name: 'json',
    text: { zh: '结果和问题都以 JSON 输出', en: 'results and problems as JSON' },
  },
  {
    name: 'lang',
    value: 'LANG',
    choices: ['zh', 'en'],
    text: { zh: '语言 zh 或 en，默认取自环境变量 LANG', en: 'language zh or en; by default that of LANG' },
  },
  { name: 'help', short: 'h', text: { zh: '显示帮助', en: 'show the help' } },
]

export interface Arguments {
  readonly operands: readonly string[]
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly problems: readonly UsageProblem[]
}

/** Reads the arguments behind the name of a command. Everything that the command does not know is a problem, never passed over. */
export function readArguments(
  args: readonly string[],
  command: Pick<Command, 'options' | 'operands' | 'usage'>,
): Arguments {
  const known = [...command.options, ...GLOBAL_OPTIONS]
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      known.map(({ name, short, value }) => [
        name,
        { type: value === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) } as const,
      ]),
    ),
  })
  const operands: string[] = []
  const values = new Map<string, string[]>()
  const problems: UsageProblem[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const option = known.find(({ name }) => name === token.name)
    const problem = option === undefined ? unknown(token.rawName, known) : problemOf(option, token.value, values)
    if (problem !== undefined) problems.push(problem)
    else values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? ''])
  }
  const { min, max } = command.operands
  const extra = operands[max]
  if (operands.length < min) problems.push({ code: 'cli-operand-missing', usage: command.usage })
  if (extra !== undefined) problems.push({ code: 'cli-operand-extra', operand: extra, usage: command.usage })
  return { operands, values, problems }
}

function unknown(option: string, known: readonly Option[]): UsageProblem {
  const names = known.map(({ name }) => `--${name}`)
  return { code: 'cli-unknown-option', option, near: nearWords(option, names) }
}

function problemOf(
  option: Option,
  value: string | undefined,
  values: ReadonlyMap<string, readonly string[]>,
): UsageProblem | undefined {
  const { name, choices } = option
  if (option.value === undefined && value !== undefined) return { code: 'cli-option-takes-no-value', option: name }
  if (option.value !== undefined && value === undefined) {
    return { code: 'cli-option-needs-value', option: name, value: option.value }
  }
  if (option.value !== undefined && values.has(name) && option.repeat !== true) {
    return { code: 'cli-option-twice', option: name }
  }
  if (choices !== undefined && value !== undefined && !choices.includes(value)) {
    return { code: 'cli-value-not-allowed', option: name, value, allowed: choices }
  }
  return undefined
}
