import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding, Guard } from './guard.ts'
import { packageNames } from './source-files.ts'

const PAGE = 'ARCHITECTURE.md'

/** The tree drawn in ARCHITECTURE.md is the tree on disk: each path in it exists, and each package is in it. */
export const architecture: Guard = {
  name: 'architecture',
  check(root) {
    const text = existsSync(join(root, PAGE)) ? readFileSync(join(root, PAGE), 'utf8') : ''
    const drawn = pathsInTree(/```text\n([\s\S]*?)```/.exec(text)?.[1] ?? '')
    const missing = drawn
      .filter((path) => !existsSync(join(root, path)))
      .map((path): Finding => ({ file: PAGE, message: `${path} is drawn but does not exist` }))
    const undrawn = packageNames(root)
      .filter((name) => !drawn.includes(`packages/${name}`))
      .map((name): Finding => ({ file: PAGE, message: `packages/${name} exists but is not drawn` }))
    return { checked: drawn.length, findings: [...missing, ...undrawn] }
  },
}

/** Paths of a tree drawn by indentation (two spaces a level), one entry a line, its note behind two spaces. */
function pathsInTree(tree: string): string[] {
  const parents: string[] = []
  return tree.split('\n').flatMap((line) => {
    const match = /^( *)(\S+)/.exec(line)
    if (match === null) return []
    const depth = match[1]!.length / 2
    // A deeper line that continues a note is indented to the column of the notes, far beyond any level.
    if (depth > parents.length) return []
    parents.length = depth
    parents.push(match[2]!.replace(/\/$/, ''))
    return [parents.join('/')]
  })
}
