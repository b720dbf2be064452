import { loadEdition, loadSchedules } from '@yingma/edition'
import { createPricer, type ExamSession, readSchedules } from '../src/index.ts'

const SESSIONS = 1_000_000
const GOAL_SECONDS = 20

/** Repeatable pseudo-random whole numbers below `n`. */
function random(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state % n
  }
}

/**
 * Exams in the style of a hospital: one to four items of one modality over all items of the edition that have a price,
 * every seventh with a modifier.
 */
function sessions(): readonly ExamSession[] {
  const { schedules } = readSchedules(loadSchedules())
  const schedule = schedules.find((s) => s.id === 'jiangxi-2025')
  if (schedule === undefined) throw new Error('no schedule')
  const edition = loadEdition()
  const pricer = createPricer(edition, schedule)
  const groups = new Map<string, string[]>()
  for (const item of edition.items) {
    const billing = pricer.billingOf(item.code)
    if (billing === undefined || 'missing' in billing || billing.services.length === 0) continue
    groups.set(item.modality, [...(groups.get(item.modality) ?? []), item.code])
  }
  const modalities = ['CT', 'CT', 'CT', 'MR', 'MR', 'DR', 'DR', 'DR', 'US', 'US', 'US', 'SPECT', 'PET/CT', 'MG', 'RF']
  const next = random(7)
  return Array.from({ length: 100_000 }, (_, at) => {
    const codes = groups.get(modalities[next(modalities.length)] ?? 'CT') ?? []
    const size = 1 + (next(10) % 4)
    const items = Array.from({ length: size }, () => ({ code: codes[next(codes.length)] ?? '' }))
    return { date: '2025-06-02', items, ...(at % 7 === 0 && { modifiers: { bedside: true } }) }
  })
}

function run(): Promise<readonly Readonly<Record<string, string | number | boolean>>[]> {
  const { schedules } = readSchedules(loadSchedules())
  const schedule = schedules.find((s) => s.id === 'jiangxi-2025')
  if (schedule === undefined) throw new Error('no schedule')
  const exams = sessions()
  const started = performance.now()
  const pricer = createPricer(loadEdition(), schedule)
  const ready = performance.now()
  let cents = 0
  let refused = 0
  let lines = 0
  for (let at = 0; at < SESSIONS; at++) {
    const quote = pricer.quote(exams[at % exams.length] as ExamSession)
    if (quote.ok) {
      cents += quote.totalCents
      lines += quote.lines.length
    } else refused++
  }
  const seconds = (performance.now() - ready) / 1000
  return Promise.resolve([
    {
      measure: 'exam sessions quoted, one thread',
      sessions: SESSIONS,
      'price lines': lines,
      refused,
      'yuan in all': Math.round(cents / 100),
      'ready in ms': Math.round(ready - started),
      seconds,
      goal: `<= ${GOAL_SECONDS} s`,
      met: seconds <= GOAL_SECONDS && refused === 0,
    },
  ])
}

export default {
  name: 'charge',
  about:
    'A million exams of one to four standard items quoted by the Jiangxi schedule of 2025, from item codes to price lines, totals, warnings and steps.',
  run,
}
