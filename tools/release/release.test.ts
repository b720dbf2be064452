import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalExpansion, loadEdition, loadRelease, sha256 } from '@yingma/edition'
import { afterEach, describe, expect, it } from 'vitest'
import { brokenStandard, type Damage } from '../checks/broken-standard.ts'
import { appendIds } from './append-ids.ts'
import { freeze } from './freeze.ts'

const removals: (() => void)[] = []

afterEach(() => {
  for (const remove of removals.splice(0)) remove()
})

function standard(...damages: readonly Damage[]): string {
  const { folder, remove } = brokenStandard(damages)
  removals.push(remove)
  return folder
}

const NEW_PART: Damage = { file: 'facets/radiology-parts.tsv', from: /$/, to: partRow('060109', '阴道', 'Vagina') }
const NEW_RULE: Damage = { file: 'rules/mr.tsv', from: '30\t060105', to: '30\t060109 060105' }

/** A row of the table of parts; its further cells are empty. */
function partRow(code: string, name: string, nameEn: string): string {
  const header = readFileSync(join(import.meta.dirname, '../../standard/facets/radiology-parts.tsv'), 'utf8').split(
    '\n',
    1,
  )
  const width = (header[0] ?? '').split('\t').length
  const cells = [code, name, nameEn, 'active', 'published', '060100']
  return `${[...cells, ...Array<string>(width - cells.length).fill('')].join('\t')}\n`
}

describe('assigning ids', () => {
  it('gives none where all are given', () => {
    const folder = standard()
    const before = readFileSync(join(folder, 'ids.tsv'), 'utf8')
    expect(appendIds(folder)).toEqual({ given: 0, total: 2671 })
    expect(readFileSync(join(folder, 'ids.tsv'), 'utf8')).toBe(before)
  })

  it('appends ids of new values and items and touches no other row', () => {
    const folder = standard(NEW_PART, NEW_RULE)
    const before = readFileSync(join(folder, 'ids.tsv'), 'utf8')
    expect(appendIds(folder)).toEqual({ given: 4, total: 2675 })
    const after = readFileSync(join(folder, 'ids.tsv'), 'utf8')
    expect(after.startsWith(before)).toBe(true)
    expect(loadEdition(folder).byCode.get('30060109110000')).toMatchObject({ name: 'MR阴道(平扫)' })
  })

  it('gives the same ids to the same register from the start', () => {
    const folder = standard()
    rmSync(join(folder, 'ids.tsv'))
    expect(appendIds(folder).given).toBe(2671)
    expect(loadEdition(folder).dictionaries.get('radiology-devices')?.values.get('20')?.conceptId).toBe('571132891')
  })
})

describe('freezing a release', () => {
  it('copies the sources with hashes that prove them', () => {
    const folder = standard({ file: 'edition.json', from: '"1.0.0"', to: '"1.0.1"' })
    const frozen = freeze(folder, '2026-03-01')
    const edition = loadRelease('1.0.1', folder)
    expect(edition.items).toHaveLength(1882)
    expect(frozen).toMatchObject({ ok: true, manifest: { version: '1.0.1', date: '2026-03-01' } })
    if (frozen.ok) expect(frozen.manifest.expansion.sha256).toBe(sha256(canonicalExpansion(edition)))
  })

  it('is refused for a version that is frozen', () => {
    expect(freeze(standard(), '2026-03-01')).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining('raise the version')],
    })
  })

  it('is refused where a published name changed', () => {
    const folder = standard(
      { file: 'edition.json', from: '"1.0.0"', to: '"1.0.1"' },
      { file: 'names/overrides.tsv', from: 'CT能谱扫描', to: 'CT能谱' },
    )
    const frozen = freeze(folder, '2026-03-01')
    expect(frozen.ok ? '' : frozen.reasons.join('\n')).toContain('20999999440000 CT能谱扫描 is now named CT能谱')
  })

  it('asks for a date', () => {
    expect(freeze(standard(), 'today')).toMatchObject({ ok: false })
  })
})
