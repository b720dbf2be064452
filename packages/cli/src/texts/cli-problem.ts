import type { UsageProblem } from '../command-line/usage-problem.ts'

/** Everything that the command line itself can find wrong. */
export type CliProblem =
  | UsageProblem
  | { readonly code: 'cli-unknown-release'; readonly release: string; readonly releases: readonly string[] }
  | { readonly code: 'cli-release-changed'; readonly release: string }
  | { readonly code: 'cli-file-trouble'; readonly path: string; readonly reason: string }
  | { readonly code: 'cli-no-hits'; readonly words: string }
