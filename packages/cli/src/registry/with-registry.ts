import { openStore, type Store, storeCatalogue } from '@yingma/store'
import type { Call } from '../command-line/call.ts'
import type { ExitCode } from '../command-line/command.ts'
import { sayProblems } from '../command-line/say-problems.ts'
import { registryPlace } from './registry-place.ts'
import { type RegistryProblem, registryProblems } from './registry-problem.ts'

/**
 * Opens the registry, beside a running server too, runs the rest of a command with it, and closes it. A folder without a
 * registry is refused unless the command may `create` one: a backup of an empty registry would look like a good one.
 */
export async function withRegistry(
  call: Call,
  work: (store: Store) => Promise<ExitCode>,
  { create = false }: { readonly create?: boolean } = {},
): Promise<ExitCode> {
  const opened = await openStore(registryPlace(call.options.get('data')), { connections: 2, attach: true, create })
  if (!opened.ok) return sayProblems({ catalogue: storeCatalogue, problems: [opened.problem] }, call, 1)
  try {
    return await work(opened.store)
  } finally {
    await opened.store.close()
  }
}

/** Says one problem of a command about the registry; exit code 1. */
export function refuse(call: Call, problem: RegistryProblem): ExitCode {
  return sayProblems({ catalogue: registryProblems, problems: [problem] }, call, 1)
}

/** The problem of a file that the system does not let us have; anything else is a bug and thrown on. */
export function fileProblem(error: unknown, file: string): RegistryProblem {
  const { code, message } = error as { code?: string; message: string }
  if (code === 'EEXIST') return { code: 'registry-file-exists', file }
  if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error
  return { code: 'registry-file-unreadable', file, cause: message }
}
