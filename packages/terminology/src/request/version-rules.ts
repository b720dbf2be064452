import { splitCanonical } from '../fhir/choice.ts'
import { matchesVersion } from '../versions.ts'

/** Which versions of code systems and value sets a request wants, from its version parameters (`url|version`). */
export interface VersionRules {
  /** `system-version`: where the value set names none. */
  readonly byDefault: ReadonlyMap<string, string>
  /** `check-system-version`: every other one is an error. */
  readonly checked: ReadonlyMap<string, string>
  /** `force-system-version`: whatever the value set names. */
  readonly forced: ReadonlyMap<string, string>
  /** `default-valueset-version`: for imports that name none. */
  readonly valueSets: ReadonlyMap<string, string>
}

/** By address; of two rules for one system the first holds. */
export function rulesFrom(canonicals: readonly string[]): ReadonlyMap<string, string> {
  const rules = new Map<string, string>()
  for (const canonical of canonicals) {
    const { url, version } = splitCanonical(canonical)
    if (!rules.has(url)) rules.set(url, version)
  }
  return rules
}

/** The version wanted of a system, and the parameter that said so where the value set did not. */
export interface WantedVersion {
  readonly version: string
  readonly because?: 'system-version' | 'check-system-version' | 'force-system-version'
}

/** `named` is the version that an include or a coding names, empty where none. */
export function wantedVersion(
  { byDefault, checked, forced }: VersionRules,
  system: string,
  named: string,
): WantedVersion {
  const forcedTo = forced.get(system)
  if (forcedTo !== undefined) return { version: forcedTo, because: 'force-system-version' }
  if (named !== '') return { version: named }
  const fallback = byDefault.get(system)
  if (fallback !== undefined) return { version: fallback, because: 'system-version' }
  const check = checked.get(system)
  return check === undefined ? { version: '' } : { version: check, because: 'check-system-version' }
}

/** The version that a check demands, if this one is another. */
export function violatedCheck({ checked }: VersionRules, system: string, version: string): string | undefined {
  const required = checked.get(system)
  return required === undefined || matchesVersion(version, required) ? undefined : required
}
