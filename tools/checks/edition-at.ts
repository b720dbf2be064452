import type { Edition } from '@yingma/core'
import { expand, readSources } from '@yingma/edition'
import type { GuardReport } from '../guards/guard.ts'

/** Runs a check on the edition in a folder. One that does not expand has a single finding here: `expansion` says why. */
export function withEdition(root: string, check: (edition: Edition) => GuardReport): GuardReport {
  const expansion = expand(readSources(root))
  if (expansion.ok) return check(expansion.edition)
  return { checked: 1, findings: [{ file: 'standard', message: 'does not expand, see the check "expansion"' }] }
}
