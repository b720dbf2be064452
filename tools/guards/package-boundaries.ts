import { posix } from 'node:path'
import type { Finding, Guard } from './guard.ts'
import { moduleSpecifiers } from './module-specifiers.ts'
import { sourceFiles } from './source-files.ts'

/**
 * A relative import stays inside its package, and nothing imports standard/: the linter sees only the text of a
 * specifier, so `../../core/src/x.ts` would pass it.
 */
export const packageBoundaries: Guard = {
  name: 'package-boundaries',
  check(root) {
    const files = sourceFiles(root)
    const findings = files.flatMap(({ path, text }) =>
      moduleSpecifiers(text).flatMap(({ specifier, line }): Finding[] => {
        const message = problem(path, specifier)
        return message === undefined ? [] : [{ file: path, line, message }]
      }),
    )
    return { checked: files.length, findings }
  },
}

function problem(path: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const target = posix.join(posix.dirname(path), specifier)
  if (target.startsWith('standard/')) {
    return `'${specifier}' is data of the standard: read it through the loaders of @yingma/edition, never import it`
  }
  const home = homeOf(path)
  if (target.startsWith(`${home}/`)) return undefined
  return `'${specifier}' leaves ${home}: import the other package by its name, through its index.ts`
}

/** `packages/<name>` or the first folder. */
function homeOf(path: string): string {
  const parts = path.split('/')
  return parts[0] === 'packages' ? parts.slice(0, 2).join('/') : parts[0]!
}
