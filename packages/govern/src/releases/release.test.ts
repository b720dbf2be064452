import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadRelease, loadVocabulary, standardFolder } from '@yingma/edition'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Draft, draftOf } from '../draft/draft.ts'
import { renderGovernProblem } from '../problems/govern-problem.ts'
import { applyChange } from '../proposals/apply-change.ts'
import type { Change } from '../proposals/change.ts'
import { readTables } from '../tables/standard-tables.ts'
import { firstDraft } from '../testing/first-draft.ts'
import { buildRelease, type Release } from './build-release.ts'
import { graceOn } from './migration.ts'
import type { ReadyProposal } from './release-draft.ts'
import { verifyRelease, writeRelease } from './release-folder.ts'
import { rolledBack } from './rollback.ts'
import { createSigningKey } from './signature.ts'

const draft = firstDraft()
const PROPOSALS: readonly ReadyProposal[] = [
  {
    id: 'p1',
    title: { zh: '增加胸部灌注', en: 'Add perfusion of the chest' },
    reason: '三家医院在用',
    changes: [{ kind: 'add', subject: 'item', codes: ['20040100410000'] }],
    names: [{ name: '胸部灌注CT', exams: 90 }],
    evidence: [],
  },
  {
    id: 'p2',
    title: { zh: '低剂量并入平扫', en: 'Merge low dose into plain' },
    reason: '少用 | <b>',
    changes: [
      {
        kind: 'merge',
        subject: 'item',
        codes: ['20040100120000'],
        into: '20040100110000',
        reason: '少用',
        date: '2026-02-28',
      },
    ],
    names: [],
    evidence: [],
  },
]

function drafted(before: Draft, change: Change): Draft {
  const result = applyChange(before, change, [draft.edition])
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.draft
}

function build(version?: string) {
  return buildRelease({
    before: draft,
    proposals: PROPOSALS,
    releases: [draft.edition],
    surroundings: loadVocabulary(),
    date: '2026-03-01',
    ...(version === undefined ? {} : { version }),
  })
}

describe('a release', () => {
  const key = createSigningKey()
  let standard = ''
  let release: Release

  beforeAll(() => {
    standard = mkdtempSync(join(tmpdir(), 'govern-'))
    cpSync(standardFolder(), standard, { recursive: true })
    const built = build()
    if (!built.ok) throw new Error(JSON.stringify(built.problems))
    release = built.release
    expect(writeRelease(release, standard, key.privateKey)).toBeNull()
  })
  afterAll(() => rmSync(standard, { recursive: true }))

  it('has the next version, a certificate that passes and a migration table with a grace window', () => {
    expect(release.manifest).toMatchObject({ version: '1.1.0', date: '2026-03-01' })
    expect(release.certificate.passed).toBe(true)
    expect(release.migration).toMatchObject([
      { code: '20040100120000', successors: ['20040100110000'], graceUntil: '2027-02-28' },
    ])
    const [row] = release.migration
    expect(['2026-02-27', '2026-02-28', '2027-02-28', '2027-03-01'].map((day) => row && graceOn(row, day))).toEqual([
      'in-use',
      'grace',
      'grace',
      'ended',
    ])
  })

  it('tells in both languages what a name was before and is now, and keeps what people wrote as text', () => {
    expect(release.notes.zh).toContain('| 胸部灌注CT | `20999999410000` | `20040100410000` |')
    expect(release.notes.en).toContain('### Add perfusion of the chest')
    expect(release.notes.en).toContain('少用 \\| \\<b\\>')
  })

  it('is a folder that loads as the edition and verifies by its key', () => {
    expect(loadRelease('1.1.0', standard).byCode.get('20040100410000')?.name).toContain('胸部')
    const folder = join(standard, 'releases/1.1.0')
    expect(verifyRelease(folder, key.publicKey)).toEqual([])
    expect(verifyRelease(folder, createSigningKey().publicKey)).toEqual([
      { code: 'govern-signature-wrong', file: 'manifest.json' },
    ])
  })

  it('fails verification when it is tampered with, naming the file', () => {
    const folder = join(standard, 'tampered')
    cpSync(join(standard, 'releases/1.1.0'), folder, { recursive: true })
    appendFileSync(join(folder, 'rules/ct.tsv'), '\n')
    rmSync(join(folder, 'report/migration.tsv'))
    writeFileSync(join(folder, 'extra.tsv'), '')
    const said = verifyRelease(folder).map((problem) => renderGovernProblem(problem, 'en'))
    expect(said).toEqual([
      'extra.tsv: is not in manifest.json',
      'report/migration.tsv: is gone or cannot be read',
      'rules/ct.tsv: has changed since the release',
    ])
    const manifest = join(folder, 'manifest.json')
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('2026-03-01', '2026-03-02'))
    expect(verifyRelease(folder)[0]).toEqual({ code: 'govern-signature-wrong', file: 'manifest.json' })
  })

  it('is never written over, and its version comes after the last', () => {
    const other = { ...release, manifest: { ...release.manifest, date: '2026-03-02' } }
    expect(writeRelease(other, standard, key.privateKey)).toMatchObject({ code: 'govern-released-edited' })
    expect(
      writeRelease({ ...release, manifest: { ...release.manifest, version: '1.2.0' } }, standard, 'no key'),
    ).toEqual({
      code: 'govern-key-unusable',
    })
    const same = build('1.0.0')
    expect(same.ok ? [] : same.problems).toEqual([{ code: 'govern-version-order', version: '1.0.0', after: '1.0.0' }])
  })

  it('is finished by writing it again where it was killed before its tables were the coming ones', () => {
    const half = mkdtempSync(join(tmpdir(), 'yingma-release-'))
    cpSync(standardFolder(), half, { recursive: true })
    cpSync(join(standard, 'releases/1.1.0'), join(half, 'releases/1.1.0'), { recursive: true })
    expect(readTables(half)).not.toEqual(release.draft.tables)
    expect(writeRelease(release, half, key.privateKey)).toBeNull()
    expect(readTables(half)).toEqual(readTables(standard))
    rmSync(half, { recursive: true })
  })

  it('refuses a manifest of another shape instead of failing on it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yingma-manifest-'))
    for (const text of [
      '{"files":[null]}',
      '{"files":[]}',
      '{"files":[{"path":1}],"expansion":{}}',
      '[]',
      'null',
      '{',
    ]) {
      writeFileSync(join(folder, 'manifest.json'), text)
      expect(verifyRelease(folder)).toEqual([{ code: 'govern-file-missing', file: 'manifest.json' }])
    }
    rmSync(folder, { recursive: true })
  })

  it('names the proposal that does not go with the others', () => {
    const again = { ...(PROPOSALS[0] as ReadyProposal), id: 'p3' }
    const order = { before: draft, releases: [draft.edition], surroundings: loadVocabulary(), date: '2026-03-01' }
    const clash = buildRelease({ ...order, proposals: [...PROPOSALS, again] })
    expect(clash).toMatchObject({ ok: false, proposal: 'p3', problems: [{ code: 'govern-code-exists' }] })
  })

  it('can be followed by one that takes its words back, never its codes', () => {
    const now = readTables(standard)
    const changed = new Map(now).set(
      'lexicon/sides.tsv',
      `${now.get('lexicon/sides.tsv')}左面\tside\tleft\tzh-Hans\tsynonym\t\t\n`,
    )
    const back = rolledBack(changed, draft.tables)
    expect(back.get('lexicon/sides.tsv')).toBe(draft.tables.get('lexicon/sides.tsv'))
    expect(back.get('retired.tsv')).toContain('20040100120000')
    expect(back.get('rules/ct.tsv')).toBe(now.get('rules/ct.tsv'))
  })

  it('takes an English name back that was the first to differ from the grammar, and keeps the names of items added since', () => {
    const item = draft.edition.items.find(
      ({ name, grammarName, status }) => name === grammarName && status === 'active',
    )
    const reworded = drafted(draft, {
      kind: 're-word',
      subject: 'item',
      code: item?.code ?? '',
      nameEn: 'Said better',
      reason: 'established-term',
    })
    const added = drafted(reworded, { kind: 'add', subject: 'item', codes: ['20040100410000'] })
    const back = draftOf(rolledBack(added.tables, draft.tables))
    if (!back.ok) throw new Error(JSON.stringify(back.problems))
    expect(reworded.edition.byCode.get(item?.code ?? '')?.nameEn).toBe('Said better')
    expect(back.draft.edition.byCode.get(item?.code ?? '')).toEqual(item)
    expect(back.draft.edition.byCode.get('20040100410000')?.status).toBe('active')
  })
})
