import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of its own for a test; all of them are gone when the run is over. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'yingma-cli-'))
}
