import { expect, test } from 'vitest'
import { writeCsvFile } from '../testing/csv-file.ts'
import { oldDictionary } from '../testing/old-dictionary.ts'
import { oldEntries } from '../testing/old-entries.ts'
import { answer, build, scenarioSettings, scenarioSources, settle } from '../testing/scenario.ts'
import { readOldDictionary } from './read-old-dictionary.ts'

const sources = scenarioSources()
const entries = await oldEntries(oldDictionary())
const answered = answer(entries, sources)

test('every old code is accounted for, and totals of volumes and money agree before and after', () => {
  const dictionary = build(answered, scenarioSettings(sources), sources)
  const totals = dictionary.reconciliation
  expect(dictionary.crossed).toHaveLength(600)
  expect(totals.before.exams).toBe(entries.reduce((sum, { exams }) => sum + exams, 0))
  expect(totals.before.cents).toBe(entries.reduce((sum, { exams, priceCents }) => sum + exams * (priceCents ?? 0), 0))
  expect(totals.agrees).toBe(true)
  expect(totals.performancesOfItems).toBe(totals.performances)
  expect(totals.priced.newCents - totals.priced.oldCents).toBe(totals.explainedCents)
  expect(totals.priced.codes + totals.unpriced.codes).toBe(600)
  expect(totals.priced.codes).toBeGreaterThan(300)
})

test('the troubles of an old dictionary are questions, each of its kind, and make it a draft', () => {
  const { draft, questions } = build(answered, scenarioSettings(sources), sources)
  expect(draft).toBe(true)
  const kinds = new Set(questions.map(({ code }) => code))
  for (const kind of ['undecided', 'no-code', 'code-twice', 'code-damaged', 'bad-price', 'prices-differ'] as const) {
    expect(kinds, kind).toContain(`question-${kind}`)
  }
  expect(questions).toContainEqual(
    expect.objectContaining({ code: 'question-code-twice', old: 'CT00001', name: '腰椎MR平扫' }),
  )
  expect(questions).toContainEqual(expect.objectContaining({ code: 'question-bad-price', old: 'ZZ012', price: '面议' }))
})

test('settled questions leave no draft, with local items under their parents and side rules of the codes', () => {
  const settled = settle(build(answered, scenarioSettings(sources), sources), answered)
  const dictionary = build(settled.answered, scenarioSettings(sources, settled.change), sources)
  expect(dictionary.questions).toEqual([])
  expect(dictionary.draft).toBe(false)
  const item = (code: string) => dictionary.items.find((one) => one.code === code)
  expect(item('20040100110000')).toMatchObject({
    side: 'forbidden',
    contrast: 'none',
    device: 'CT 一号机',
    from: 'volume',
  })
  expect(item('30072201110000')).toMatchObject({ side: 'forced:left', minutes: 20, preparation: '去除金属物品' })
  expect(item('20080602330000')).toBeDefined()
  expect(item('30060102230000')).toMatchObject({
    from: 'chosen',
    exams: 0,
    minutes: 20,
    preparation: '去除金属物品，适量憋尿',
  })
  expect(item('30010100110000-EP1')).toMatchObject({
    kind: 'local',
    parent: '30010100110000',
    name: 'MR颅脑(平扫)-(癫痫序列)',
  })
  expect(dictionary.reconciliation.agrees).toBe(true)
})

test('a column too short for codes and names over the limit are questions with what is needed', () => {
  const short = { id: 'ris', table: 't', columns: { code: { name: 'C', length: 12 }, name: { name: 'N', length: 8 } } }
  const { questions } = build(answered, scenarioSettings(sources, { targets: [short] }), sources)
  expect(questions).toContainEqual(
    expect.objectContaining({ code: 'question-column-too-short', target: 'ris', column: 'C', length: 12, needed: 18 }),
  )
  expect(questions.filter(({ code }) => code === 'question-value-too-long').length).toBeGreaterThan(20)
})

test('a row of sums is no exam, and a code without a name is a question even where the rules may answer', async () => {
  const header = ['项目编码', '项目名称', '检查类型', '单价', '数量']
  const rows = [
    ['A1', '胸部CT平扫', 'CT', '￥230.00', '40'],
    ['A2', '', 'CT', '100', '5'],
    ['', '合计', '', '', '45'],
  ]
  const read = await readOldDictionary(await writeCsvFile('sums.csv', header, rows))
  expect(read).toMatchObject({ totalRows: [4], columns: { price: '单价', count: '数量' } })
  if (!read.ok) return
  expect(read.entries.map(({ code, priceCents }) => [code, priceCents])).toEqual([
    ['A1', 23_000],
    ['A2', 10_000],
  ])
  const { questions } = build(answer(read.entries, sources), scenarioSettings(sources), sources)
  expect(questions).toContainEqual({ code: 'question-no-name', row: 3, old: 'A2', exams: 5 })
})
