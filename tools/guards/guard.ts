/** What a guard found wrong: the file, the line where it has one, and what to do instead. */
export interface Finding {
  readonly file: string
  readonly line?: number
  readonly message: string
}

export interface GuardReport {
  /** How many things were looked at. A guard that looked at nothing has failed, see `runGuards`. */
  readonly checked: number
  readonly findings: readonly Finding[]
}

/**
 * A rule of the codebase that the compiler and the linter cannot express. It reads the tree below `root` and nothing
 * else, so that a test can point it at a deliberately bad tree in `fixtures/<name>`.
 */
export interface Guard {
  readonly name: string
  readonly check: (root: string) => GuardReport
}
