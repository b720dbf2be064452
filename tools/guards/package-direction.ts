import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding, Guard } from './guard.ts'
import { packageNames, readManifest } from './source-files.ts'

interface LinterConfig {
  readonly overrides: readonly {
    readonly includes: readonly string[]
    readonly linter?: { readonly rules?: { readonly style?: { readonly noRestrictedImports?: unknown } } }
  }[]
}

/**
 * The direction of imports is written once, in the overrides of biome.json, and the linter holds every import to it. This
 * guard closes the gaps: each package has such an override, the directions have no cycle, and no package.json declares
 * a package that its override forbids.
 */
export const packageDirection: Guard = {
  name: 'package-direction',
  check(root) {
    const allowed = allowedImports(JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as LinterConfig)
    const names = packageNames(root)
    const findings = names.flatMap((name): Finding[] => {
      const file = `packages/${name}/package.json`
      const permitted = allowed.get(name)
      if (permitted === undefined) {
        return [{ file: 'biome.json', message: `packages/${name} has no override that says what it may import` }]
      }
      const { dependencies = {} } = readManifest(root, `packages/${name}`)
      return Object.keys(dependencies)
        .filter(
          (dependency) => dependency.startsWith('@yingma/') && !permitted.has(dependency.slice('@yingma/'.length)),
        )
        .map((dependency) => ({
          file,
          message: `${name} may not depend on ${dependency}: see the override in biome.json`,
        }))
    })
    return { checked: names.length, findings: [...findings, ...cycles(allowed)] }
  },
}

/** Package → the packages that its sources may import, read from the negated patterns of its last override. */
function allowedImports({ overrides }: LinterConfig): ReadonlyMap<string, ReadonlySet<string>> {
  const allowed = new Map<string, Set<string>>()
  for (const { includes, linter } of overrides) {
    const name = /^packages\/([a-z-]+)\//.exec(includes[0] ?? '')?.[1]
    const rule = linter?.rules?.style?.noRestrictedImports
    if (name === undefined || rule === undefined) continue
    const permitted = [...JSON.stringify(rule).matchAll(/"!@yingma\/([a-z-]+)"/g)].map((match) => match[1]!)
    allowed.set(name, new Set(permitted))
  }
  return allowed
}

function cycles(allowed: ReadonlyMap<string, ReadonlySet<string>>): Finding[] {
  const done = new Set<string>()
  const findings: Finding[] = []
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) {
      const cycle = [...path.slice(path.indexOf(name)), name].join(' → ')
      findings.push({ file: 'biome.json', message: `the directions of imports form a cycle: ${cycle}` })
      return
    }
    if (done.has(name)) return
    for (const next of allowed.get(name) ?? []) visit(next, [...path, name])
    done.add(name)
  }
  for (const name of allowed.keys()) visit(name, [])
  return findings
}
