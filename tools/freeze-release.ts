/**
 * Freezes the coming edition into standard/releases/<version>/, see README.md of standard/.
 *
 *   npx tsx tools/freeze-release.ts DATE [FOLDER]        DATE as 2026-03-01
 */
import { argv, exit, stderr, stdout } from 'node:process'
import { standardFolder } from '@yingma/edition'
import { freeze } from './release/freeze.ts'

const frozen = freeze(argv[3] ?? standardFolder(), argv[2] ?? '')
if (!frozen.ok) {
  stderr.write(`${frozen.reasons.join('\n')}\n`)
  exit(1)
}
const { version, files, expansion } = frozen.manifest
stdout.write(`froze ${version}: ${files.length} files, ${expansion.items} items\n`)
