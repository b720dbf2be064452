import { appendFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadEdition, standardFolder } from '@yingma/edition'
import { expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

test("the publisher's next table becomes proposals, their impact, and a signed release that verifies", async () => {
  const folder = await temporaryFolder()
  const standard = join(folder, 'standard')
  cpSync(standardFolder(), standard, { recursive: true })
  const rows = loadEdition().items.filter(({ code }) => code !== '20040100120000')
  const table = join(folder, 'next.csv')
  const lines = [...rows.map(({ code, name }) => `${code},${name}`), '20040100410000,CT胸部灌注成像(CTP)']
  writeFileSync(table, `项目编码,项目名称\n${lines.join('\n')}\n`)
  const proposals = join(folder, 'proposals.json')
  const at = ['--standard', standard]
  const imported = await runCommand(['standard', 'import', table, '--out', proposals, '--date', '2026-03-01', ...at])
  expect(imported).toMatchObject({ exit: 0, err: '' })
  expect(imported.out).toContain('1882 rows, 1881 unchanged, 2 proposals, 0 doubts')

  const names = join(folder, 'names.csv')
  writeFileSync(names, '检查项目名称,检查类型,数量\n胸部灌注CT,CT,90\n胸部低剂量CT,CT,40\n')
  const impact = await runCommand(['govern', 'impact', proposals, '--names', names, '--json', ...at])
  expect(JSON.parse(impact.out)).toMatchObject({ names: { known: 2, moved: 2, exams: 130 } })

  const drafts = join(folder, 'drafts.json')
  const suggested = await runCommand(['govern', 'suggest', names, '--min-exams', '50', '--out', drafts])
  expect(suggested).toMatchObject({ exit: 0, out: expect.stringContaining('20040100410000') })
  expect((await runCommand(['govern', 'impact', drafts, '--names', names])).out).toContain('20040100410000')
  expect((await runCommand(['govern', 'suggest', names, '--min-exams', '-1'])).exit).toBe(2)

  const fhir = join(folder, 'fhir')
  const sandbox = ['govern', 'sandbox', proposals, '胸部灌注CT', '--schedule', 'jiangxi-2025', '--fhir', fhir, ...at]
  const tried = await runCommand([...sandbox, '--json'])
  expect(JSON.parse(tried.out)).toMatchObject({
    before: '1.0.0',
    edition: '1.1.0',
    added: [{ code: '20040100410000' }],
    names: [{ now: { codes: ['20999999410000'] }, coming: { codes: ['20040100410000'] } }],
  })
  expect(JSON.parse(tried.out).names[0].coming.totalCents).toBeGreaterThan(0)
  const written = readdirSync(join(fhir, 'r4'), { recursive: true }).map(String)
  const system = written.find((path) => /CodeSystem-.*radiology.*\.json$/.test(path)) ?? ''
  const { status, version } = JSON.parse(readFileSync(join(fhir, 'r4', system), 'utf8'))
  expect([status, version]).toEqual(['draft', '1.1.0-draft'])
  expect((await runCommand(sandbox)).err).not.toBe('')
  expect((await runCommand(['govern', 'sandbox', proposals, '--date', '2026-02-30', ...at])).exit).toBe(2)

  const key = join(folder, 'key.pem')
  expect((await runCommand(['govern', 'key', key])).exit).toBe(0)
  expect((await runCommand(['govern', 'key', key])).err).toContain('is there already')
  for (const day of ['2026-03-01', '9999-12-31']) {
    const unfit = await runCommand(['govern', 'release', proposals, '--date', day, '--key', key, ...at])
    expect(unfit).toMatchObject({ exit: 1, out: '', err: expect.stringContaining(`cannot have the day ${day}`) })
  }
  const released = await runCommand(['govern', 'release', proposals, '--date', '2026-12-01', '--key', key, ...at])
  expect(released).toMatchObject({ exit: 0, err: '' })
  expect(released.out).toContain('# Release notes 1.1.0 (2026-12-01)')
  const release = join(standard, 'releases/1.1.0')
  const verify = ['govern', 'verify', release, '--key', `${key}.pub`]
  expect((await runCommand(verify)).exit).toBe(0)
  appendFileSync(join(release, 'facets/scans-ct.tsv'), '#')
  expect(await runCommand(verify)).toMatchObject({
    exit: 1,
    err: expect.stringContaining('facets/scans-ct.tsv: has changed'),
  })
})

test('proposals that break a principle, files that hold none and missing keys are refused with what is wrong', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'p.json')
  const content = {
    title: { zh: '一', en: 'one' },
    reason: 'r',
    changes: [{ kind: 'add', subject: 'item', codes: ['20040100110000'] }],
  }
  writeFileSync(file, JSON.stringify([content]))
  expect((await runCommand(['govern', 'impact', file])).err).toContain('is CT胸部(平扫) already')
  writeFileSync(file, JSON.stringify([{ ...content, changes: [{ kind: 'add', subject: 'item', codes: [7] }] }]))
  expect((await runCommand(['govern', 'impact', file])).err).toContain('holds no proposals (at 0.changes.0')
  writeFileSync(file, '{')
  expect((await runCommand(['govern', 'impact', file])).err).toContain('holds no proposals')
  expect((await runCommand(['govern', 'release', file, '--date', '2026-03-01', '--key', 'none'])).exit).toBe(1)
  expect((await runCommand(['govern', 'release', file])).exit).toBe(2)
  const table = join(folder, 'x.csv')
  writeFileSync(table, 'a,b\n1,2\n')
  expect(await runCommand(['standard', 'import', table])).toMatchObject({ exit: 1, out: '' })
  expect((await runCommand(['govern', 'suggest', table])).exit).toBe(1)
  expect((await runCommand(['govern', 'verify', folder])).err).toContain('manifest.json: is gone')
})

test('the principles are said in figures and the standard is written to be read', { timeout: 120_000 }, async () => {
  const folder = await temporaryFolder()
  const names = join(folder, 'names.csv')
  writeFileSync(names, '检查项目名称,检查类型,数量\n胸部CT平扫,CT,90\n奇怪的检查,,7\n')
  const report = await runCommand(['standard', 'report', names])
  expect(report.out).toContain('names with an item 1 / 2, exams 90 / 97')
  const written = await runCommand(['standard', 'document', '--out', folder], { YINGMA_BROWSER: '/nowhere' })
  expect(written.exit).toBe(0)
  expect(readFileSync(join(folder, 'standard-1.0.0.en.html'), 'utf8')).toContain('Certificate of uniqueness')
})
