import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Compiles a tree as the pure packages are compiled; returns `file: start of the message`, sorted. */
function compilePure(fixture?: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'types-'))
  if (fixture !== undefined) cpSync(join(ROOT, 'tools/guards/fixtures', fixture), folder, { recursive: true })
  for (const file of ['tsconfig.base.json', 'tsconfig.pure.json']) copyFileSync(join(ROOT, file), join(folder, file))
  const args = ['-p', 'tsconfig.pure.json', '--pretty', 'false']
  const { stdout, status } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), args, { cwd: folder, encoding: 'utf8' })
  expect(status).not.toBe(0)
  const errors = stdout.matchAll(/^(?:(\S+?)\(.*?\): )?error TS\d+: (.*)$/gm)
  return [...errors].map(([, file = '', message]) => `${file}: ${message}`).sort()
}

describe('the compiler', () => {
  const errors = compilePure('compiler')

  it.each([
    ['console', "packages/core/src/globals.ts: Cannot find name 'console'"],
    ['fetch', "packages/core/src/globals.ts: Cannot find name 'fetch'"],
    ['process', "packages/core/src/globals.ts: Cannot find name 'process'"],
    ['timers', "packages/core/src/globals.ts: Cannot find name 'setTimeout'"],
    ["node's modules", "packages/core/src/node-module.ts: Cannot find name 'node:fs'"],
    ['enums, which cannot run without a build', 'packages/normalise/src/enumerates.ts: This syntax is not allowed'],
    [
      'an index taken as present',
      "packages/charge/src/unchecked-index.ts: Type 'string | undefined' is not assignable",
    ],
    ['undefined where absent is meant', 'packages/charge/src/absent-is-not-undefined.ts: Type '],
  ])('refuses %s in a pure package', (_what, expected) => {
    expect(errors.filter((error) => error.startsWith(expected))).toHaveLength(1)
  })

  it('fails when there is nothing to compile', () => {
    expect(compilePure()).toEqual([expect.stringContaining('No inputs were found')])
  })
})
