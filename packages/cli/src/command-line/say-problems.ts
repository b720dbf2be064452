import type { Catalogue, Language, ProblemShape } from '@yingma/core'
import { cliCatalogue } from '../texts/catalogue.ts'
import type { Call } from './call.ts'
import type { ExitCode } from './command.ts'
import type { Terminal } from './terminal.ts'
import type { UsageProblem } from './usage-problem.ts'

/** What a problem is said with: the catalogue of its package. */
export interface Said<P extends ProblemShape> {
  readonly catalogue: Catalogue<P>
  readonly problems: readonly P[]
}

interface Place {
  readonly language: Language
  readonly json: boolean
  readonly terminal: Terminal
}

/** Says problems on the standard error, one a line, or as one JSON document; gives the exit code back. */
export function sayProblems<P extends ProblemShape>(
  { catalogue, problems }: Said<P>,
  { language, json, terminal }: Place,
  exit: ExitCode,
): ExitCode {
  const said = problems.map((problem) => ({ ...problem, text: textOf(problem, catalogue, language) }))
  if (json) terminal.err(`${JSON.stringify({ problems: said })}\n`)
  else for (const { text } of said) terminal.err(`${terminal.paintErr('red', 'yingma:')} ${text}\n`)
  return exit
}

/** Says that the command was called wrongly. */
export function refuseUsage(call: Place, ...problems: readonly UsageProblem[]): ExitCode {
  return sayProblems({ catalogue: cliCatalogue, problems }, call, 2)
}

/** Writes a result for machines: one JSON document, on lines of its own. */
export function writeJson(call: Pick<Call, 'terminal'>, value: unknown): void {
  call.terminal.out(`${JSON.stringify(value, null, 2)}\n`)
}

function textOf<P extends ProblemShape>(problem: P, catalogue: Catalogue<P>, language: Language): string {
  const texts = catalogue[language] as unknown as Readonly<Record<string, ((problem: P) => string) | undefined>>
  const text = texts[problem.code]
  if (text === undefined) throw new Error(`no ${language} text for the problem ${problem.code}`)
  return text(problem)
}
