import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestPostgres, type TestDatabase, type TestPostgres } from '@yingma/store'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Dictionary } from './model/dictionary.ts'
import type { Settings, Target } from './model/settings.ts'
import { writeCsvFile } from './testing/csv-file.ts'
import { oldDictionary } from './testing/old-dictionary.ts'
import { oldEntries } from './testing/old-entries.ts'
import { planted } from './testing/planted-faults.ts'
import { answer, build, DATE, type Sources, scenarioSettings, scenarioSources, settle } from './testing/scenario.ts'
import { checkFiles } from './verify/check-files.ts'
import { readExport } from './verify/read-export.ts'
import { repairSql } from './verify/repair-sql.ts'
import { verifyExport } from './verify/verify-export.ts'
import { readLog } from './watch/read-log.ts'
import { watchDictionary } from './watch/watch.ts'
import { watchHtml } from './watch/watch-html.ts'
import { type Approved, readApproved } from './write/approved.ts'
import { writePackage } from './write/write-package.ts'

let postgres: TestPostgres
let database: TestDatabase
let his: pg.Client
let sources: Sources
let settings: Settings
let dictionary: Dictionary
let folder: string
let approved: Approved
let target: Target

const TABLE = '"exam item"'
const COLUMNS = `"ITEM_CODE" varchar(20), "ITEM_NAME" varchar(60), "NAME_EN" varchar(200), "PY" varchar(40), "MODALITY" varchar(10),
  "SIDE_RULE" varchar(20), "MINUTES" integer, "CHARGES" varchar(400), "PRICE" numeric(10, 2), "INSURANCE" varchar(80), "ACTIVE" char(1)`

beforeAll(async () => {
  postgres = await startTestPostgres()
  database = await postgres.database()
  his = new pg.Client({ connectionString: database.url })
  await his.connect()
  await his.query(`CREATE TABLE ${TABLE} (${COLUMNS})`)
  sources = scenarioSources()
  const answered = answer(await oldEntries(oldDictionary()), sources)
  const settled = settle(build(answered, scenarioSettings(sources), sources), answered)
  settings = scenarioSettings(sources, settled.change)
  dictionary = build(settled.answered, settings, sources)
  // The office repaired the codes in the HIS as well before it built.
  for (const { entry } of settled.answered) {
    const { code, name, modality, priceCents } = entry
    await his.query(
      `INSERT INTO ${TABLE} ("ITEM_CODE", "ITEM_NAME", "MODALITY", "PRICE", "ACTIVE") VALUES ($1, $2, $3, $4, '1')`,
      [code, name, modality, priceCents === null ? null : priceCents / 100],
    )
  }
  folder = await mkdtemp(join(tmpdir(), 'yingma-dictionary-'))
  const written = await writePackage(dictionary, { folder, settings, date: DATE, language: 'zh', pdf: false })
  expect(written).toMatchObject({ ok: true })
  const read = await readApproved(folder)
  if (!read.ok) throw new Error(read.problem.code)
  approved = read.approved
  target = approved.targets[0] as Target
  await his.query(await readFile(join(folder, 'import-his.sql'), 'utf8'))
})

afterAll(async () => {
  await his.end()
  await database.drop()
  await postgres.stop()
})

/** The live table as the database exports it. */
async function verifyLive() {
  const { rows, fields } = await his.query<(string | null)[]>({
    text: `SELECT * FROM ${TABLE} ORDER BY ctid`,
    rowMode: 'array',
  })
  const texts = rows.map((row) => row.map((cell) => (cell === null ? null : String(cell))))
  const file = await writeCsvFile(
    'export.csv',
    fields.map(({ name }) => name),
    texts,
  )
  const read = await readExport(file, target)
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  return verifyExport(approved, target, read.rows, DATE)
}

test('what was imported is what was approved, old items are out of use but there', async () => {
  const verification = await verifyLive()
  expect(verification.faults).toEqual([])
  expect(verification).toMatchObject({
    items: dictionary.items.length,
    found: dictionary.items.length,
    notCompared: [],
  })
  expect(verification.oldRows).toBeGreaterThan(580)
})

test('each planted fault is found, and no other; the repair leaves what a person has to decide', async () => {
  const faults = planted(dictionary.items)
  expect(faults.length).toBeGreaterThanOrEqual(24)
  expect(new Set(faults.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(22)
  await his.query('BEGIN')
  onTestFinished(async () => void (await his.query('ROLLBACK')))
  await his.query(`ALTER TABLE ${TABLE} ALTER "ITEM_CODE" TYPE varchar(60), ALTER "ITEM_NAME" TYPE varchar(120)`)
  for (const { sql, values } of faults) await his.query(sql, [...values])
  const { faults: found } = await verifyLive()
  const key = (kind: string, item: string): string => `${kind} ${item}`
  expect(found.map(({ code, item }) => key(code, item)).sort()).toEqual(
    faults.map(({ kind, item }) => key(kind, item)).sort(),
  )
  const repair = repairSql(approved, target, { ...(await verifyLive()) }, DATE)
  await his.query(repair.replace(/^BEGIN;|^COMMIT;/gm, ''))
  const left = await verifyLive()
  expect(new Set(left.faults.map(({ code }) => code))).toEqual(new Set(['stray-item', 'double-item']))
})

test('an import file edited by hand is named with the line', async () => {
  expect(await checkFiles(approved, folder)).toEqual([])
  const file = join(folder, 'import-his.csv')
  const original = await readFile(file, 'utf8')
  await writeFile(file, original.replace('CT胸部(平扫)', 'CT胸部平扫'))
  const faults = await checkFiles(approved, folder)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatchObject({ code: 'file-changed', column: 'import-his.csv' })
  expect(faults[0]?.found).toContain('CT胸部平扫')
  await writeFile(file, original)
})

test('a month later new codes and names, unused items and drift of charges are seen', async () => {
  const priced = dictionary.items.filter(({ priceCents, pricePartial }) => priceCents !== null && !pricePartial)
  const yuan = (cents: number | null): string => ((cents ?? 0) / 100).toFixed(2)
  const [a, b, c] = priced
  const log = [
    ['2026-04-02', a?.code, a?.name, '30', yuan(a?.priceCents ?? 0)],
    ['2026-04-03', b?.code, `${b?.name}新版`, '10', yuan(b?.priceCents ?? 0)],
    ['2026-04-03', c?.code, c?.name, '20', yuan((c?.priceCents ?? 0) + 500)],
    ['2026-04-09', 'NEW77', '胸部CT平扫(夜间)', '6', ''],
    ['2026-04-09', 'CT00002', '头颅CT平扫', '4', ''],
    ['2026-05-09', a?.code, a?.name, '10', ''],
  ].map((row) => row.map((cell) => cell ?? ''))
  const file = await writeCsvFile('log.csv', ['检查日期', '项目编码', '项目名称', '数量', '金额'], log)
  const read = await readLog(file, undefined)
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  const watch = watchDictionary(approved, read.rows, sources.normaliser)
  expect(watch.months).toEqual([
    expect.objectContaining({ month: '2026-04', exams: 70, adopted: 60, newCodes: 1, newNames: 1, oldExams: 4 }),
    expect.objectContaining({ month: '2026-05', exams: 10, adopted: 10, adoption: 1 }),
  ])
  expect(watch.news).toContainEqual(
    expect.objectContaining({ kind: 'code', code: 'NEW77', suggested: ['20040100110000'] }),
  )
  expect(watch.drift).toEqual([expect.objectContaining({ code: c?.code, exams: 20, month: '2026-04' })])
  expect((watch.drift[0]?.chargedCents ?? 0) - (watch.drift[0]?.approvedCents ?? 0)).toBe(10_000)
  expect(watch.unused).toHaveLength(dictionary.items.filter(({ active }) => active).length - 3)
  const html = watchHtml(watch, 'zh')
  expect(html).toContain('NEW77')
  expect(html).not.toMatch(/<script|<link|<img|https?:/)
})

test('the roll-back file leaves the table as it was', async () => {
  await his.query('BEGIN')
  onTestFinished(async () => void (await his.query('ROLLBACK')))
  await his.query((await readFile(join(folder, 'import-his-roll-back.sql'), 'utf8')).replace(/^BEGIN;|^COMMIT;/gm, ''))
  const { rows } = await his.query(
    `SELECT count(*)::int AS n, count(*) FILTER (WHERE "ACTIVE" = '1')::int AS on FROM ${TABLE}`,
  )
  expect(rows[0]).toEqual({ n: 600, on: 600 })
})

test('a draft leaves no import files of an earlier build behind', async () => {
  const draft = await mkdtemp(join(tmpdir(), 'yingma-dictionary-'))
  const plan = { folder: draft, settings, date: DATE, language: 'zh', pdf: false } as const
  await writePackage(dictionary, plan)
  expect((await readdir(draft)).filter((name) => name.startsWith('import-'))).toHaveLength(3)
  await writePackage({ ...dictionary, draft: true }, plan)
  expect((await readdir(draft)).filter((name) => name.startsWith('import-'))).toEqual([])
})
