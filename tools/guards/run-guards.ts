import type { Finding, Guard } from './guard.ts'

export interface GuardRun {
  readonly ok: boolean
  readonly lines: readonly string[]
}

/**
 * Runs every guard over the tree below `root`. A guard that checked nothing fails: a moved folder or a wrong pattern must
 * not look like a clean tree.
 */
export function runGuards(guards: readonly Guard[], root: string): GuardRun {
  const lines: string[] = []
  let ok = guards.length > 0
  for (const { name, check } of guards) {
    const { checked, findings } = check(root)
    if (checked === 0) lines.push(`${name}: checked nothing, so it proves nothing`)
    else if (findings.length === 0) lines.push(`${name}: ${checked} checked`)
    else lines.push(`${name}: ${findings.length} of ${checked}`, ...findings.map((finding) => `  ${render(finding)}`))
    ok &&= checked > 0 && findings.length === 0
  }
  return { ok, lines }
}

function render({ file, line, message }: Finding): string {
  return `${file}${line === undefined ? '' : `:${line}`}  ${message}`
}
