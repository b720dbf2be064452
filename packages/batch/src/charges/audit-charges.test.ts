import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPricer, readSchedules } from '@yingma/charge'
import { loadEdition, loadSchedules, loadVocabulary } from '@yingma/edition'
import { createNormaliser } from '@yingma/normalise'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DuckSession } from '../duck/session.ts'
import { problemOf, resultOf } from '../testing/outcomes.ts'
import { query } from '../testing/read-parquet.ts'
import { auditCharges, type ChargeAudit } from './audit-charges.ts'
import { generateCharges } from './generate-charges.ts'

const edition = loadEdition()
const pricers = readSchedules(loadSchedules())
  .schedules.filter((schedule) => schedule.jurisdiction === '江西省')
  .map((schedule) => createPricer(edition, schedule))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'charges-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function audit(input: string, name: string, change: Partial<ChargeAudit> = {}) {
  return auditCharges({
    inputs: [input],
    out: join(folder, name),
    pricers,
    language: 'zh',
    normaliser: () => createNormaliser(edition, loadVocabulary()),
    memory: 500e6,
    threads: 1,
    ...change,
  })
}

function table(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const HEADER = '医嘱号,收费日期,检查项目名称,检查类型,医保编码,收费项目名称,数量,金额\n'

describe('lines of a hospital', () => {
  const file = () =>
    table(
      'lines.csv',
      `${HEADER}A1,2025-06-02,胸部CT平扫+增强,CT,012301020010000,CT平扫,1,210
A1,2025-06-02,胸部CT平扫+增强,CT,012301020020000,CT增强,1,280
A2,2025/6/3,胸部CT平扫,CT,012301020010000,CT平扫,1,210.00
A3,2025-06-04,胸部CT平扫,CT,012301020010000,CT平扫,1,210
A3,2025-06-04,胸部CT平扫,CT,210300004,三维重建,1,145
A4,2025-06-05,胸部CT平扫+增强,CT,012301020020000,CT增强,1,280
A4,2025-06-05,胸部CT平扫+增强,CT,012301020010000,CT平扫,1,210
A5,2025-05-01,胸部CT平扫,CT,210300001-3,CT平扫,1,266
A6,1990-01-01,胸部CT平扫,CT,210300001,CT平扫,1,100
A7,2025-06-06,医用胶片,,FILM,胶片,1,20
`,
    )

  test('become sessions, and every session of a shape gets what was found of it', async () => {
    const record = resultOf(await audit(file(), 'lines'))
    expect(record).toMatchObject({
      lines: 10,
      sessions: 7,
      shapes: 6,
      suspectSessions: 3,
      notQuoted: { 'price-date-outside': 1, 'audit-no-items': 1 },
    })
    expect(
      await query(
        `SELECT session, kind, stake_yuan::VARCHAR AS stake, price_codes FROM '${join(folder, 'lines', 'suspicions.parquet')}' ORDER BY ALL`,
      ),
    ).toEqual([
      { session: 'A1', kind: '83', stake: '140.00', price_codes: '012301020020000' },
      { session: 'A3', kind: '81', stake: '145.00', price_codes: '210300004' },
      { session: 'A4', kind: '83', stake: '140.00', price_codes: '012301020020000' },
    ])
    expect(JSON.parse(readFileSync(join(folder, 'lines', 'audit.json'), 'utf8')).kinds).toEqual([
      { kind: '83', warning: false, sessions: 2, stakeCents: 28_000 },
      { kind: '81', warning: false, sessions: 1, stakeCents: 14_500 },
    ])
  })

  test('without an order are refused: they would be one exam of strangers', async () => {
    const rows = [',2025-06-02,胸部CT平扫,CT,1,CT平扫,1,210', 'A1,2025-06-02,胸部CT平扫,CT,1,CT平扫,1,210']
    const input = table('no-order.csv', `${HEADER}${rows.join('\n')}\n`)
    expect(problemOf(await audit(input, 'no-order'))).toEqual({
      code: 'batch.session-empty',
      columns: ['医嘱号'],
      lines: 1,
    })
  })

  test('with an amount that is no number is refused, and an empty amount is nothing charged', async () => {
    const row = (amount: string) => `A1,2025-06-02,胸部CT平扫,CT,1,CT平扫,1,${amount}`
    const input = table('bad-amount.csv', `${HEADER}${[row('210'), row('二百一')].join('\n')}\n`)
    expect(problemOf(await audit(input, 'bad-amount'))).toEqual({
      code: 'batch.money-unreadable',
      column: '金额',
      lines: 1,
      example: '二百一',
    })
    resultOf(await audit(table('no-amount.csv', `${HEADER}${row('')}\n`), 'no-amount'))
  })

  test('may be one exam a day and device instead of an order', async () => {
    const input = table(
      'days.csv',
      '病人,日期,设备,标准项目代码,医保编码,数量,金额\n1,2025-06-02,CT1,20040100110000,012301020010000,1,210\n1,2025-06-02,CT1,20040500110000,012301020010000,1,210\n',
    )
    const roles = { session: '病人,日期,设备', date: '日期' }
    const record = resultOf(await audit(input, 'days', { roles }))
    expect([record.sessions, record.kinds.map(({ kind, stakeCents }) => [kind, stakeCents])]).toEqual([
      1,
      [['86', 21_000]],
    ])
  })

  test('with a quantity that is no whole number are named and not judged', async () => {
    const input = table('bad.csv', `${HEADER}B1,2025-06-02,胸部CT平扫,CT,012301020010000,CT平扫,0.5,105\n`)
    expect(resultOf(await audit(input, 'bad'))).toMatchObject({ suspicions: 0, notQuoted: { 'audit-bad-quantity': 1 } })
  })

  test('that take others back are taken off them first', async () => {
    const chest = '2025-06-02,胸部CT平扫,CT,012301020010000,CT平扫'
    const input = table(
      'refunds.csv',
      `${HEADER}R1,${chest},2,420\nR1,${chest},-1,-210\nR2,${chest},2,420\nR3,${chest},-1,-210\n`,
    )
    expect(resultOf(await audit(input, 'refunds'))).toMatchObject({
      suspectSessions: 1,
      kinds: [{ kind: 'beyond', stakeCents: 21_000 }],
      notQuoted: { 'audit-refund-unmatched': 1 },
    })
  })

  test('say what departments do as a rule where columns of department, class and indication are there', async () => {
    const chest = 'CT1,2025-06-02,20040100110000,012301020010000,1,210'
    const row = (id: string, more: string): string => `${id},${chest.slice(4)},${more}\n`
    const head = '医嘱号,收费日期,标准项目代码,医保编码,数量,金额,申请科室,患者类型,指征\n'
    const input = table(
      'departments.csv',
      `${head}${row('D1', '骨科,住院,')}${row('D2', '骨科,住院,无')}${row('D3', '骨科,住院,外伤后胸痛')}${row('D4', '骨科,住院,咳嗽三天')}
${row('D5', '骨科,门诊,')}${row('D6', '眼科,住院,-')}${row('D7', ',住院,')}${row('D8', '眼科,,')}`.replace(
        '\n\n',
        '\n',
      ),
    )
    const record = resultOf(await audit(input, 'departments', { format: 'csv' }))
    // Neither the words of an indication nor departments make further shapes: inpatients with and without, an outpatient, unknown.
    expect([record.sessions, record.shapes]).toEqual([8, 4])
    expect(record.kinds).toEqual([{ kind: '80', warning: true, sessions: 4, stakeCents: 84_000 }])
    expect(record.departments).toEqual([
      { department: '骨科', kind: '80', sessions: 2, of: 5 },
      { department: '眼科', kind: '80', sessions: 1, of: 2 },
    ])
    const written = readFileSync(join(folder, 'departments', 'suspicions.csv'), 'utf8')
    expect(written).toMatch(/^session,day,department,kind/u)
    expect(written).toMatch(/^D1,2025-06-02,骨科,80,excessive,A,true,210\.00/mu)
  })

  test('tell departments of one name in several institutions apart', async () => {
    const row = (id: string, place: string, indication: string): string =>
      `${id},2025-06-02,20040100110000,012301020010000,1,210,${place},骨科,住院,${indication}\n`
    const head = '医嘱号,收费日期,标准项目代码,医保编码,数量,金额,医疗机构,科室,患者类型,适应证\n'
    const input = table('places.csv', `${head}${row('1', '甲', '')}${row('1', '乙', '')}${row('2', '乙', '肺炎')}`)
    expect(resultOf(await audit(input, 'places')).departments).toEqual([
      { institution: '甲', department: '骨科', kind: '80', sessions: 1, of: 1 },
      { institution: '乙', department: '骨科', kind: '80', sessions: 1, of: 2 },
    ])
  })

  test('raise none of it where the table has no column of indications', async () => {
    const input = table(
      'silent.csv',
      '医嘱号,收费日期,标准项目代码,医保编码,数量,金额,科室,患者类型\nE1,2025-06-02,20040100110000,012301020010000,1,210,骨科,住院\n',
    )
    expect(resultOf(await audit(input, 'silent'))).toMatchObject({ suspicions: 0, departments: [] })
  })

  test('may lie in several files, whose suspicions name the session of their own file', async () => {
    const row = (id: string, cents: number): string =>
      `${id},2025-06-02,胸部CT平扫,CT,012301020010000,CT平扫,1,${cents}\n`
    const first = table('a.csv', `${HEADER}${row('F1', 210)}${row('F2', 210)}${row('F3', 260)}`)
    const second = table('b.csv', `${HEADER}${row('G1', 270)}${row('G2', 210)}${row('G3', 260)}`)
    resultOf(await audit(first, 'files', { inputs: [first, second] }))
    expect(
      await query(
        `SELECT session, stake_yuan::VARCHAR AS stake FROM '${join(folder, 'files', 'suspicions.parquet')}' ORDER BY ALL`,
      ),
    ).toEqual([
      { session: 'F3', stake: '50.00' },
      { session: 'G1', stake: '60.00' },
      { session: 'G3', stake: '50.00' },
    ])
  })

  test('with a column that the engine itself adds are refused', async () => {
    const input = table('rows.csv', `file_row_number,${HEADER}1,A1,2025-06-02,胸部CT平扫,CT,1,CT平扫,1,210\n`)
    expect(problemOf(await audit(input, 'rows'))).toEqual({ code: 'batch.column-taken', column: 'file_row_number' })
  })

  test('without a column that is needed are refused, and the column is named', async () => {
    const input = table('poor.csv', '医嘱号,医保编码,数量,金额\nA,1,1,1\n')
    expect(problemOf(await audit(input, 'poor'))).toMatchObject({ code: 'batch.role-unknown', role: 'date' })
  })
})

describe('a synthetic table', () => {
  test('shows its violations and nothing else, however many sessions share a shape', async () => {
    const file = join(folder, 'made.parquet')
    const session = await DuckSession.open({ memory: 500e6, threads: 1, spill: join(folder, 'spill') })
    const [pricer] = pricers.filter(({ schedule }) => schedule.validTo === null)
    if (pricer === undefined) throw new Error('no schedule in force')
    const items = edition.items.filter((_, at) => at % 7 === 0)
    await generateCharges(session, { lines: 20_000, templates: 300, seed: 3, file, items, pricer })
    session.close()
    const record = resultOf(await audit(file, 'made'))
    expect(record.notQuoted).toEqual({})
    expect(record.shapes).toBeLessThanOrEqual(300)
    const kinds = Object.fromEntries(record.kinds.filter((k) => !k.warning).map((k) => [k.kind, k.sessions]))
    expect(Object.keys(kinds)).toEqual(expect.arrayContaining(['81', '75', 'ceiling']))
    const [lines] = await query(`SELECT count(*) AS n, count(DISTINCT 医嘱号) AS sessions FROM '${file}'`)
    expect([Number(lines?.n), Number(lines?.sessions)]).toEqual([record.lines, record.sessions])
    // A session is suspect exactly when its amount or an abolished item says so: right charges are never suspected.
    const [wrong] = await query(
      `SELECT count(*) AS n FROM '${join(folder, 'made', 'suspicions.parquet')}' WHERE NOT warning AND stake_yuan <= 0`,
    )
    expect(Number(wrong?.n)).toBe(0)
  })
})
