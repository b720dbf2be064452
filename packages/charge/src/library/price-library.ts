import type { Edition } from '@yingma/core'
import { type Auditor, createAuditor } from '../audit/audit-exam.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import type { ChargeProblem, RequestProblem } from '../problems/charge-problem.ts'
import { createPricer, type Pricer } from '../quote/create-pricer.ts'
import { deriveSchedule, withSettings } from '../schedule/derive-schedule.ts'
import { selectSchedule } from '../schedule/select-schedule.ts'

/** How a place departs from a published schedule. */
export interface LocalChoice {
  /** Local factor such as `0.9`. */
  readonly factor?: string | undefined
  /** Answers to switches. */
  readonly settings?: Readonly<Record<string, string>> | undefined
}

export type Localised =
  | { readonly ok: true; readonly schedule: PriceSchedule; readonly remarks: readonly ChargeProblem[] }
  | { readonly ok: false; readonly problems: readonly RequestProblem[] }

/** A schedule with the switches and the factor of a place; a factor that breaks a ceiling is a remark. */
export function localise(schedule: PriceSchedule, { factor, settings = {} }: LocalChoice): Localised {
  const set = withSettings(schedule, settings)
  if (set.problems.length > 0) return { ok: false, problems: set.problems }
  if (factor === undefined) return { ok: true, schedule: set.schedule, remarks: [] }
  const derived = deriveSchedule(set.schedule, factor)
  const bad = derived.problems.filter((problem) => problem.code === 'price-factor')
  if (bad.length > 0) return { ok: false, problems: bad }
  return { ok: true, schedule: derived.schedule, remarks: derived.problems }
}

export type PricerFound =
  | { readonly ok: true; readonly pricer: Pricer; readonly remarks: readonly ChargeProblem[] }
  | { readonly ok: false; readonly problems: readonly RequestProblem[] }

export type AuditorFound =
  | { readonly ok: true; readonly auditor: Auditor }
  | { readonly ok: false; readonly problems: readonly RequestProblem[] }

/** Schedules beside one another, with what charges and audits by them; each is made when it is first asked for. */
export interface PriceLibrary {
  readonly schedules: readonly PriceSchedule[]
  find(id: string): PriceSchedule | undefined
  /** What charges by a schedule of this library, as it was published or as a place departs from it. */
  pricerOf(schedule: PriceSchedule): Pricer
  localPricer(schedule: PriceSchedule, choice: LocalChoice): PricerFound
  /** What audits an exam of that day at that place; no schedule, or several, are named and refused. */
  auditorOn(jurisdiction: string, day: string): AuditorFound
}

/** Local pricers that are kept: whoever asks, asks again; the one asked for longest ago goes first. */
const MOST_LOCAL = 32

/** Opens a library; `read` gives the schedules when they are first needed. */
export function createPriceLibrary(edition: Edition, read: () => readonly PriceSchedule[]): PriceLibrary {
  let schedules: readonly PriceSchedule[] | undefined
  const all = (): readonly PriceSchedule[] => {
    schedules ??= read()
    return schedules
  }
  const pricers = new Map<PriceSchedule, Pricer>()
  const auditors = new Map<string, Auditor>()
  const pricerOf = (schedule: PriceSchedule): Pricer => {
    const pricer = pricers.get(schedule) ?? createPricer(edition, schedule)
    pricers.set(schedule, pricer)
    return pricer
  }
  const locals = new Map<string, PricerFound>()
  const localPricer = (schedule: PriceSchedule, choice: LocalChoice): PricerFound => {
    const { factor, settings = {} } = choice
    const answers = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))
    if (factor === undefined && answers.length === 0) return { ok: true, pricer: pricerOf(schedule), remarks: [] }
    const key = JSON.stringify([schedule.id, factor, answers])
    const found = locals.get(key) ?? makeLocal(edition, schedule, choice)
    locals.delete(key)
    locals.set(key, found)
    if (locals.size > MOST_LOCAL) locals.delete([...locals.keys()][0] ?? '')
    return found
  }
  return {
    get schedules() {
      return all()
    },
    find: (id) => all().find((schedule) => schedule.id === id),
    pricerOf,
    localPricer,
    auditorOn: (jurisdiction, day) => {
      const found = selectSchedule(all(), jurisdiction, day)
      if (!found.ok) return found
      const { schedule } = found
      const auditor = auditors.get(schedule.id) ?? createAuditor(pricerOf(schedule), before(all(), schedule))
      auditors.set(schedule.id, auditor)
      return { ok: true, auditor }
    },
  }
}

function makeLocal(edition: Edition, schedule: PriceSchedule, choice: LocalChoice): PricerFound {
  const local = localise(schedule, choice)
  return local.ok ? { ok: true, pricer: createPricer(edition, local.schedule), remarks: local.remarks } : local
}

/** Earlier schedules of the same place: what was abolished stands in them. */
function before(schedules: readonly PriceSchedule[], { jurisdiction, validFrom }: PriceSchedule) {
  return schedules.filter((other) => other.jurisdiction === jurisdiction && other.validFrom < validFrom)
}
