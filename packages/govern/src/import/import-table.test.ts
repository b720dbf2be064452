import { describe, expect, it } from 'vitest'
import { renderGovernProblem } from '../problems/govern-problem.ts'
import { applyChanges } from '../proposals/apply-change.ts'
import { firstDraft } from '../testing/first-draft.ts'
import { importTable } from './import-table.ts'
import { cleanCode, cleanName, type PublishedRow } from './published-row.ts'
import { standingChanges } from './standing.ts'

const PERFUSION = '20040100410000'
const LOW_DOSE = '20040100120000'
const PLAIN = '20040100110000'
const ENHANCED = '20040100210000'

const draft = firstDraft()
const { items } = draft.edition
const rows = items.map(({ code, name }, at): PublishedRow => ({ row: at + 2, code, name }))
const settings = { date: '2026-03-01', releases: [draft.edition] }
const imported = (table: readonly PublishedRow[], more = {}) => importTable(draft, table, { ...settings, ...more })
const codesOf = (table: ReturnType<typeof imported>) => table.doubts.map(({ code }) => code)

describe("the publisher's next table", () => {
  it('is no proposal where nothing differs', () => {
    expect(imported(rows)).toMatchObject({ rows: 1882, unchanged: 1882, added: [], retired: [], proposals: [] })
  })

  it('becomes proposals that can be applied, and doubts with their rows', () => {
    const next = [
      ...rows.filter(({ code }) => code !== LOW_DOSE),
      { row: 1900, code: PERFUSION, name: 'CT肺灌注成像' },
      { row: 1901, code: '2004010041000', name: '短' },
      { row: 1902, code: PLAIN, name: '重复' },
      { row: 1903, code: '', name: '没有代码' },
      { row: 1904, code: '20040100430000', name: '' },
    ].map((row) => (row.code === ENHANCED ? { ...row, name: 'CT胸部增强' } : row))
    const found = imported(next)
    expect(found).toMatchObject({
      unchanged: 1880,
      added: [{ code: PERFUSION }],
      retired: [{ item: { code: LOW_DOSE } }],
    })
    expect(found.doubts.map((doubt) => [doubt.code, 'row' in doubt && doubt.row])).toEqual([
      ['import-renamed', rows.find(({ code }) => code === ENHANCED)?.row],
      ['import-unreadable', 1901],
      ['import-twice', 1902],
      ['import-code-missing', 1903],
      ['import-name-missing', 1904],
    ])
    expect(renderGovernProblem(found.doubts[1]!, 'zh')).toMatch(/^第 1901 行：代码 2004010041000 读不出来（短）。./)
    expect(found.proposals.map(({ title }) => title.en)).toEqual([
      'Add 1 item (20)',
      expect.stringContaining('Retire CT Chest'),
    ])
    const applied = applyChanges(
      draft,
      found.proposals.flatMap(({ changes }) => changes),
      [draft.edition],
    )
    expect(applied.ok && applied.draft.edition.byCode.get(PERFUSION)?.name).toBe('CT肺灌注成像')
    expect(applied.ok && applied.draft.edition.byCode.get(LOW_DOSE)?.status).toBe('retired')
  })

  it('says a name that has another code by now, and retires nothing for it', () => {
    const moved = rows.map((row) => (row.code === PLAIN ? { ...row, code: PERFUSION } : row))
    const found = imported(moved)
    expect(found.doubts).toMatchObject([{ code: 'import-recoded', value: PERFUSION, before: PLAIN }])
    expect(found.proposals).toEqual([])
  })

  it('says one name of two new codes, and a name that is too long', () => {
    const long = { row: 1950, code: PERFUSION, name: '长'.repeat(201) }
    expect(codesOf(imported([...rows, long]))).toEqual(['import-name-long'])
    const twins = ['20040100410000', '20010100420000'].map((code, at) => ({ row: 1900 + at, code, name: '新项目' }))
    expect(codesOf(imported([...rows, ...twins]))).toContain('import-name-twice')
  })

  it('proposes nothing again that stands in a proposal, unless that was withdrawn', () => {
    const next = [...rows.filter(({ code }) => code !== LOW_DOSE), { row: 1900, code: PERFUSION, name: 'CT肺灌注成像' }]
    const proposals = imported(next).proposals.map((content, at) => ({ id: `p${at}`, content }))
    const kept = (stage: 'rejected' | 'withdrawn') =>
      standingChanges(proposals.map(({ id, content }) => ({ id, proposal: { stage, content } })))
    const again = imported(next, { standing: kept('rejected') })
    expect(again).toMatchObject({ added: [], retired: [], proposals: [], doubts: [] })
    expect(again.standing).toMatchObject([
      { kind: 'added', code: PERFUSION, proposal: 'p0', stage: 'rejected' },
      { kind: 'retired', code: LOW_DOSE, proposal: 'p1' },
    ])
    expect(imported(next, { standing: kept('withdrawn') }).proposals).toHaveLength(2)
  })

  it('retires nothing for a part of a table, nor for the table of an older edition', () => {
    const part = rows.filter(({ code }) => code.startsWith('20')).slice(0, 20)
    const found = imported(part)
    expect(found.proposals).toEqual([])
    expect(new Set(codesOf(found))).toEqual(new Set(['import-part-only']))
    const added = applyChanges(draft, [{ kind: 'add', subject: 'item', codes: [PERFUSION] }], [])
    if (!added.ok) throw new Error(JSON.stringify(added.problems))
    const edition = { ...added.draft.edition, version: '1.1.0' }
    const older = importTable({ ...added.draft, edition }, rows, { ...settings, releases: [draft.edition, edition] })
    expect(older.doubts).toEqual([{ code: 'import-older', edition: draft.edition.version, gone: 1 }])
    expect(older.proposals).toEqual([])
  })
})

describe('cells of a spreadsheet', () => {
  it('lose blanks, width and what cannot be seen, and nothing that means something', () => {
    expect(cleanCode(' ２００４０１００４１００００\u00a0\u200b')).toBe('20040100410000')
    expect(cleanName('＊ＣＴ胸部（平扫）\n ')).toBe('CT胸部(平扫)')
    expect(cleanName('Ⅱ型\u3000①')).toBe('Ⅱ型 ①')
  })
})
