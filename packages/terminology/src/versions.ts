/** Whether a version names several: a segment is `x`, `X` or `*` (`1.0.x`), or it ends in `?` (what begins so). */
function isPattern(version: string): boolean {
  return version.endsWith('?') || version.split('.').some(isWild)
}

function isWild(segment: string): boolean {
  return segment === 'x' || segment === 'X' || segment === '*'
}

/** Whether `version` is the one, or one of those, that `wanted` names. An empty `wanted` names every version. */
export function matchesVersion(version: string, wanted: string): boolean {
  if (wanted === '' || wanted === version) return true
  if (!isPattern(wanted)) return false
  if (wanted.endsWith('?')) return version.startsWith(wanted.slice(0, -1))
  const parts = wanted.split('.')
  const given = version.split(/[.+-]/)
  const last = parts.at(-1)
  const isOpen = last !== undefined && isWild(last)
  if (given.length < parts.length || (!isOpen && given.length !== parts.length)) return false
  return parts.every((part, at) => isWild(part) || part === given[at])
}

/**
 * Orders versions: numbers by size (`1.10` behind `1.9`), a pre-release before its release (`1.0.0-draft` before
 * `1.0.0`), all else as text; dates of any one form fall into place as well.
 */
export function compareVersions(a: string, b: string): number {
  const [aBase = '', aPre] = splitPreRelease(a)
  const [bBase = '', bPre] = splitPreRelease(b)
  const byBase = compareSegments(aBase.split('.'), bBase.split('.'))
  if (byBase !== 0) return byBase
  if (aPre === undefined || bPre === undefined) return aPre === bPre ? 0 : aPre === undefined ? 1 : -1
  return compareSegments(aPre.split('.'), bPre.split('.'))
}

/** A date such as 2024-02-28 has hyphens but is no pre-release. */
function splitPreRelease(version: string): readonly (string | undefined)[] {
  const plain = version.split('+')[0]!
  const hyphen = /^\d+(\.\d+)+-/.test(plain) ? plain.indexOf('-') : -1
  return hyphen < 0 ? [plain, undefined] : [plain.slice(0, hyphen), plain.slice(hyphen + 1)]
}

function compareSegments(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const left = a[at]
    const right = b[at]
    if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? -1 : 1
    const bothNumbers = /^\d+$/.test(left) && /^\d+$/.test(right)
    const order = bothNumbers ? Number(left) - Number(right) : left < right ? -1 : left > right ? 1 : 0
    if (order !== 0) return order
  }
  return 0
}
