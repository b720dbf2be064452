import { Options } from './command-line/call.ts'
import { languageOf } from './command-line/choose-language.ts'
import type { Entry, ExitCode } from './command-line/command.ts'
import { nearWords } from './command-line/near-words.ts'
import { readArguments } from './command-line/read-arguments.ts'
import { renderHelp, renderOverview } from './command-line/render-help.ts'
import { refuseUsage, sayProblems } from './command-line/say-problems.ts'
import type { Terminal } from './command-line/terminal.ts'
import { COMMANDS } from './commands.ts'
import { cliCatalogue } from './texts/catalogue.ts'
import type { CliProblem } from './texts/cli-problem.ts'

/** Runs a command line, without the name of the program, and gives its exit code back. */
export async function main(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<ExitCode> {
  const language = languageOf(args, env)
  const place = { language, json: args.includes('--json'), terminal }
  const found = findCommand(args)
  if (found === undefined) {
    const [first] = args.filter((arg) => !arg.startsWith('-') && arg !== 'zh' && arg !== 'en')
    if (first === undefined || (first === 'help' && args.length === 1)) {
      const unknown = readArguments(args.slice(first === undefined ? 0 : 1), {
        options: [],
        operands: { min: 0, max: 0 },
        usage: '',
      })
      if (unknown.problems.length > 0) return refuseUsage(place, ...unknown.problems)
      // Called with nothing, the program has done nothing: the overview is a hint, not a result.
      if (args.length === 0) terminal.err(renderOverview(COMMANDS, language, terminal))
      else terminal.out(renderOverview(COMMANDS, language, terminal))
      return args.length === 0 ? 2 : 0
    }
    return refuseUsage(place, { code: 'cli-unknown-command', command: first, near: nearCommands(first) })
  }
  const { entry, rest } = found
  const { command } = await entry.load()
  const { operands, values, problems } = readArguments(rest, command)
  if (values.has('help')) {
    terminal.out(renderHelp(entry.name, command, language, terminal))
    return 0
  }
  if (problems.length > 0) return refuseUsage(place, ...problems)
  try {
    return await command.run({ operands, options: new Options(values), language, json: values.has('json'), terminal })
  } catch (error) {
    const trouble = fileTroubleOf(error)
    if (trouble === undefined) throw error
    return sayProblems({ catalogue: cliCatalogue, problems: [trouble] }, place, 1)
  }
}

/** A file or folder that the system did not let a command have; `undefined` for every other error, which is a bug. */
function fileTroubleOf(error: unknown): CliProblem | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, path, syscall } = error as NodeJS.ErrnoException
  if (code === undefined || path === undefined || syscall === undefined) return undefined
  return { code: 'cli-file-trouble', path, reason: code }
}

/** The command whose words stand first among the arguments; options may stand before them. */
function findCommand(args: readonly string[]): { readonly entry: Entry; readonly rest: readonly string[] } | undefined {
  const before = args.findIndex((arg, at) => !arg.startsWith('-') && args[at - 1] !== '--lang')
  if (before < 0) return undefined
  const words = args.slice(before)
  const entry = COMMANDS.find(({ name }) => name.split(' ').every((word, at) => words[at] === word))
  if (entry === undefined) return undefined
  return { entry, rest: [...args.slice(0, before), ...words.slice(entry.name.split(' ').length)] }
}

function nearCommands(first: string): readonly string[] {
  const names = COMMANDS.map(({ name }) => name)
  const longer = names.filter((name) => name.startsWith(`${first} `))
  return longer.length > 0 ? longer : nearWords(first, names)
}
