import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Guard } from './guard.ts'
import { GUARDS } from './guards.ts'
import { runGuards } from './run-guards.ts'

/** What each guard must find in its own bad tree: file and the start of the message, in any order. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'package-boundaries': [
    "packages/cli/src/imports-the-standard.ts:1  '../../../standard/facets/parts.json' is data of the standard",
    "packages/cli/src/imports-the-standard.ts:3  '../../../standard/facets/scans.json' is data of the standard",
    "packages/cli/src/reaches-into-a-package.ts:1  '../../core/src/decode.ts' leaves packages/cli",
  ],
  'package-direction': [
    'biome.json  packages/newcomer has no override',
    'biome.json  the directions of imports form a cycle: core → edition → core',
    'packages/edition/package.json  edition may not depend on @yingma/server',
  ],
  'index-files': [
    'packages/core/src/code/barrel.ts  only re-exports',
    "packages/core/src/index.ts  the index of a package only lists exports: move 'export const version",
  ],
  'file-length': [
    'packages/core/src/long.test.ts  401 lines, at most 400',
    'packages/core/src/long.ts  301 lines, at most 300',
  ],
  wording: [
    "packages/core/src/unfinished.ts:1  'TO" + "DO': do it or record it",
    "packages/core/src/utils/pad.ts  'utils' names no concept",
  ],
  dependencies: [
    'docs/decisions/0003-dependencies.md  long-gone is in no package.json',
    'package.json  pinned-loosely ^1.0.0: pin the exact version',
    'package.json  pinned-loosely: two versions in use',
    'package.json  unrecorded has no row',
    'package.json  wrong-licence: licence GPL-3.0-only is not one that we take',
    'packages/core/package.json  pinned-loosely: two versions in use',
  ],
  documentation: [
    'README.md:1  package.json has no script demonstration',
    'README.md:1  the link docs/guide.md leads nowhere',
  ],
  architecture: [
    'ARCHITECTURE.md  packages/edition is drawn but does not exist',
    'ARCHITECTURE.md  packages/newcomer exists but is not drawn',
  ],
}

function findingLines(guard: Guard, root: string): string[] {
  return runGuards([guard], root)
    .lines.filter((line) => line.startsWith('  '))
    .map((line) => line.trim())
    .sort()
}

describe.each(GUARDS)('$name', (guard) => {
  it('finds every fault of its bad tree and nothing else', () => {
    const expected = EXPECTED[guard.name] ?? []
    const found = findingLines(guard, fileURLToPath(new URL(`fixtures/${guard.name}`, import.meta.url)))
    expect(expected.length).toBeGreaterThan(0)
    expect(found.map((line, i) => line.slice(0, expected[i]?.length))).toEqual(expected)
  })

  it('fails when there was nothing to check', () => {
    const empty = mkdtempSync(join(tmpdir(), 'guard-'))
    writeFileSync(join(empty, 'package.json'), '{}')
    writeFileSync(join(empty, 'biome.json'), '{ "overrides": [] }')
    const run = runGuards([guard], empty)
    expect(run).toEqual({ ok: false, lines: [`${guard.name}: checked nothing, so it proves nothing`] })
  })
})

describe('runGuards', () => {
  it('passes when each guard checked something and found nothing', () => {
    const clean: Guard = { name: 'clean', check: () => ({ checked: 2, findings: [] }) }
    expect(runGuards([clean], '.')).toEqual({ ok: true, lines: ['clean: 2 checked'] })
  })

  it('fails without any guard', () => {
    expect(runGuards([], '.').ok).toBe(false)
  })
})
