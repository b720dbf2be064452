import { catalogueGaps } from '@yingma/core'
import { describe, expect, test } from 'vitest'
import { createRecogniser } from '../recognition/recognise.ts'
import { EXAMPLE_LIST } from '../testing/example-list.ts'
import { edition } from '../testing/generated-year.ts'
import { createOrderCheck, type OrderLine, type WordsRead } from './check-order.ts'
import { renderOrderNote } from './order-note.ts'
import { en } from './texts/en.ts'
import { zh } from './texts/zh.ts'

const [PLAIN, BOTH, ENHANCED] = ['20040100110000', '20040100220000', '20040100210000'] as const
const [LEFT, RIGHT, KNEES] = ['30072201110000', '30072202110000', '30072203110000'] as const

/** What the normaliser would say of the words used here. */
const WORDS: Readonly<Record<string, WordsRead>> = {
  膝关节MR平扫: { codes: [], sides: [LEFT, RIGHT, KNEES] },
  左膝关节MR平扫: { codes: [LEFT], sides: [] },
  颅脑CT平扫: { codes: ['20010100110000'], sides: [] },
}
const check = createOrderCheck({
  edition,
  recogniser: createRecogniser(edition, [EXAMPLE_LIST]),
  read: (text) => WORDS[text] ?? { codes: [], sides: [] },
})
const at = '2025-06-20T10:00:00'
const lines = (...given: (string | Partial<OrderLine>)[]): OrderLine[] =>
  given.map((one, index) => ({ id: `l${index}`, ...(typeof one === 'string' ? { code: one } : one) }))
const exam = (code: string, day: string) => ({ id: `e-${code}`, codes: [code], institution: '示例医院001', at: day })
const notes = (given: OrderLine[], earlier: ReturnType<typeof exam>[] = [], pending: OrderLine[] = []) =>
  check({ lines: given, pending, at }, earlier)

describe('an order', () => {
  test('of one item, new to the patient, has nothing said of it', () => {
    expect(notes(lines(PLAIN))).toEqual([])
  })

  test('whose exam was done within the window of the list names the exam that can be recognised', () => {
    expect(notes(lines(PLAIN), [exam(BOTH, '2025-06-01')])).toEqual([
      {
        code: 'order.recognisable',
        lines: ['l0'],
        name: 'CT胸部(平扫)',
        institution: '示例医院001',
        day: '2025-06-01',
        ageDays: 19,
        windowDays: 30,
        list: 'example',
        exams: [`e-${BOTH}`],
        reason: null,
      },
    ])
  })

  test('that is on no list is a duplicate within the days of repeats, and not after them', () => {
    const head = '20010100110000'
    expect(notes(lines(head), [exam(head, '2025-06-10')])).toMatchObject([{ code: 'order.duplicate', ageDays: 10 }])
    expect(notes(lines(head), [exam(head, '2025-05-10')])).toEqual([])
  })

  test('with a reason to repeat keeps it', () => {
    const given = lines({ code: PLAIN, reason: 'condition-changed' })
    expect(notes(given, [exam(PLAIN, '2025-06-01')])).toMatchObject([{ reason: 'condition-changed' }])
  })

  test.each([
    [[PLAIN, PLAIN], { code: 'order.twice', lines: ['l0', 'l1'] }],
    [[BOTH, PLAIN], { code: 'order.covered', lines: ['l1'], by: 'CT胸部(平扫+增强)' }],
    [[LEFT, KNEES], { code: 'order.covered', lines: ['l0'] }],
    [[PLAIN, ENHANCED], { code: 'order.combine', lines: ['l0', 'l1'], into: { code: BOTH } }],
    [[LEFT, RIGHT], { code: 'order.combine', into: { code: KNEES } }],
  ])('of %j is told so', (codes, note) => {
    expect(notes(lines(...codes))).toMatchObject([note])
  })

  test('is held against what is ordered already, which itself is not advised on', () => {
    const pending = [
      { id: 'p1', code: ENHANCED },
      { id: 'p2', code: ENHANCED },
    ]
    const found = notes(lines(PLAIN), [], pending)
    expect(found.map(({ code }) => code)).toEqual(['order.combine', 'order.combine'])
  })

  test('of a paired part without a side is asked for it', () => {
    const [note] = notes(lines({ text: '膝关节MR平扫' }))
    expect(note).toMatchObject({
      code: 'order.side-missing',
      choices: [{ code: LEFT }, { code: RIGHT }, { code: KNEES }],
    })
  })

  test('whose code is a keystroke from what its words say is warned of', () => {
    expect(notes(lines({ code: RIGHT, text: '左膝关节MR平扫' }))).toMatchObject([
      { code: 'order.confusable-code', item: { code: RIGHT }, meant: { code: LEFT }, at: 8 },
    ])
    expect(notes(lines({ code: PLAIN, text: '左膝关节MR平扫' }))).toMatchObject([{ code: 'order.text-differs' }])
    expect(notes(lines({ code: LEFT, text: '左膝关节MR平扫' }))).toEqual([])
  })

  test('that nobody can read is said to be unchecked', () => {
    expect(notes(lines({ text: '抽血' }))).toMatchObject([{ code: 'order.unreadable', text: '抽血' }])
    const [unknown] = notes(lines('20040100110009'))
    expect(unknown).toMatchObject({ code: 'order.unknown-item', near: [{ code: PLAIN }, {}, {}] })
  })
})

describe('an order set', () => {
  const set = { id: 'pair', name: '胸部与颅脑', nameEn: 'chest and head', codes: [PLAIN, '20010100110000'] }
  const offered = (given: OrderLine[], pending: OrderLine[] = []) =>
    check({ lines: given, pending, at, sets: [set] }, []).filter(({ code }) => code === 'order.set')

  test('that an order begins is offered with what is left of it', () => {
    expect(offered(lines(PLAIN))).toMatchObject([
      { lines: ['l0'], set: 'pair', missing: [{ code: '20010100110000', name: 'CT颅脑(平扫)' }] },
    ])
    expect(offered(lines(BOTH))).toHaveLength(1)
  })

  test('is not offered where nothing of it is ordered, nothing is left, or only what waits is of it', () => {
    expect(offered(lines(LEFT))).toEqual([])
    expect(offered(lines(BOTH, '20010100110000'))).toEqual([])
    expect(offered(lines(PLAIN), [{ id: 'p', code: '20010100110000' }])).toEqual([])
    expect(offered(lines(LEFT), [{ id: 'p', code: PLAIN }])).toEqual([])
  })
})

test('every note has a Chinese and an English text', () => {
  expect(catalogueGaps({ zh, en })).toEqual([])
  const [note] = notes(lines(PLAIN, ENHANCED))
  expect(note && renderOrderNote(note, 'zh')).toBe(
    'CT胸部(平扫)、CT胸部(增强) 可以合并为 CT胸部(平扫+增强)（20040100220000）',
  )
})
