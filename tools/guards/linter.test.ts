import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The rules that must bite, by the file of fixtures/linter that breaks them. */
const EXPECTED = [
  'packages/cli/src/any-type.ts lint/suspicious/noExplicitAny',
  'packages/cli/src/camelCase.ts lint/style/useFilenamingConvention',
  'packages/cli/src/cycle-a.ts lint/suspicious/noImportCycles',
  'packages/cli/src/cycle-b.ts lint/suspicious/noImportCycles',
  'packages/cli/src/default-export.ts lint/style/noDefaultExport',
  'packages/cli/src/reaches-inside.ts lint/style/noRestrictedImports',
  'packages/cli/src/skips.test.ts lint/suspicious/noSkippedTests',
  'packages/cli/src/swallows.ts lint/suspicious/noEmptyBlockStatements',
  'packages/cli/src/undeclared.ts lint/correctness/noUndeclaredDependencies',
  'packages/cli/src/unused.ts lint/correctness/noUnusedVariables',
  'packages/core/src/calls-out.ts lint/style/noRestrictedGlobals',
  'packages/core/src/imports-upwards.ts lint/correctness/noUndeclaredDependencies',
  'packages/core/src/imports-upwards.ts lint/style/noRestrictedImports',
  'packages/core/src/reads-a-file.ts lint/style/noRestrictedImports',
  'packages/core/src/reads-the-environment.ts lint/style/noRestrictedGlobals',
  'packages/edition/src/imports-sideways.ts lint/style/noRestrictedImports',
  'packages/server/src/imports-its-caller.ts lint/style/noRestrictedImports',
  'packages/store/src/imports-upwards.ts lint/style/noRestrictedImports',
  'packages/store/src/prints.ts lint/suspicious/noConsole',
]

interface BiomeReport {
  readonly diagnostics: readonly {
    readonly category: string
    readonly message: string
    readonly location: { readonly path: string }
  }[]
}

/** Runs the linter with the repository's own configuration over a copy of the bad tree. */
function lintBadTree(): BiomeReport {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'))
  cpSync(join(ROOT, 'tools/guards/fixtures/linter'), folder, { recursive: true })
  copyFileSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'))
  mkdirSync(join(folder, '.git'))
  const args = ['lint', '--error-on-warnings', '--reporter=json', '--max-diagnostics=none', '--vcs-enabled=false']
  const { stdout, status } = spawnSync(join(ROOT, 'node_modules/.bin/biome'), args, { cwd: folder, encoding: 'utf8' })
  expect(status).not.toBe(0)
  return JSON.parse(stdout) as BiomeReport
}

describe('the linter', () => {
  const { diagnostics } = lintBadTree()

  it('reports every rule broken in the bad tree and nothing else', () => {
    const found = new Set(diagnostics.map(({ location, category }) => `${location.path} ${category}`))
    expect([...found].sort()).toEqual(EXPECTED)
  })

  it('says for a forbidden import what the package may import and why', () => {
    const messages = diagnostics.map(({ message }) => message).join('\n')
    expect(messages).toContain('edition may import only core')
    expect(messages).toContain('core is pure')
    expect(messages).toContain('imported by its name only')
  })
})
