import type { Edition } from '@yingma/core'
import { DataError, dataCatalogue, loadEdition } from '@yingma/edition'
import type { Call } from '../command-line/call.ts'
import type { ExitCode } from '../command-line/command.ts'
import { sayProblems } from '../command-line/say-problems.ts'

/** Does something with the edition; defects of standard/ are said with file, row and rule. */
export async function withEdition(
  call: Call,
  use: (edition: Edition) => ExitCode | Promise<ExitCode>,
  load: () => Edition = loadEdition,
): Promise<ExitCode> {
  try {
    return await use(load())
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    return sayProblems({ catalogue: dataCatalogue, problems: error.problems }, call, 1)
  }
}
