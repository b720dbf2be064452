import { loadEdition, loadSchedules } from '@yingma/edition'
import { expect, test } from 'vitest'
import type { ExamSession } from '../model/quote.ts'
import { createPricer } from '../quote/create-pricer.ts'
import { readSchedules } from '../schedule/read-schedules.ts'
import { rememberQuotes } from './quote-memory.ts'

const schedule = readSchedules(loadSchedules()).schedules.find(({ id }) => id === 'jiangxi-2025')
if (schedule === undefined) throw new Error('no schedule')
const pricer = createPricer(loadEdition(), schedule)

const CHEST = '20040100110000'
const HEAD = '20010100110000'
const asked: readonly ExamSession[] = [
  { date: '2025-06-02', items: [{ code: CHEST }] },
  { date: '2025-06-03', items: [{ code: CHEST }] },
  { date: '2025-06-03', items: [{ code: CHEST }], modifiers: { 'thin-slice': true } },
  { date: '2025-06-03', items: [{ code: CHEST }, { code: HEAD }] },
  { date: '2025-06-03', items: [{ code: CHEST, count: 2 }] },
  { date: '2025-06-03', items: [{ code: CHEST, modifiers: { energy: true } }] },
  { date: '1990-01-01', items: [{ code: CHEST }] },
  { date: 'never', items: [{ code: CHEST }] },
  { date: '2025-06-03', items: [{ code: CHEST + HEAD }] },
  { date: '2025-06-03', items: [{ code: 'x' }, { code: '1:x' }] },
]

test('what is remembered is what the pricer would quote again, however often and in whatever order it is asked', () => {
  const quoted = rememberQuotes(pricer)
  for (const session of [...asked, ...asked, ...[...asked].reverse()])
    expect(quoted(session)).toEqual(pricer.quote(session))
})

test('a quote that comes again is made once', () => {
  let made = 0
  const counting = {
    ...pricer,
    quote: (session: ExamSession) => {
      made++
      return pricer.quote(session)
    },
  }
  const quoted = rememberQuotes(counting)
  for (let at = 0; at < 5; at++) quoted({ date: '2025-06-02', items: [{ code: CHEST }] })
  expect(made).toBe(2)
})
