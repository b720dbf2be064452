import { foldSpelling } from '@yingma/core'
import type { Normaliser } from '@yingma/normalise'
import type { Approved } from '../write/approved.ts'
import type { LoggedExams } from './read-log.ts'

/** What came up that the dictionary does not have. */
export interface NewName {
  readonly month: string
  readonly code: string
  readonly name: string
  readonly exams: number
  /** `code`: neither new nor old; `name`: a new code under a name that nobody approved; `old`: an old code again. */
  readonly kind: 'code' | 'name' | 'old'
  /** Items that it probably is. */
  readonly suggested: readonly string[]
  readonly state: string
}

export interface MonthFigures {
  readonly month: string
  readonly exams: number
  /** Exams under an approved code. */
  readonly adopted: number
  /** Share of them, 0 to 1. */
  readonly adoption: number
  readonly newCodes: number
  readonly newNames: number
  readonly oldExams: number
  readonly unused: number
}

/** An item that was charged otherwise than approved. */
export interface Drift {
  readonly month: string
  readonly code: string
  readonly name: string
  readonly exams: number
  readonly approvedCents: number
  readonly chargedCents: number
}

export interface Watch {
  readonly institution: string
  readonly from: string
  readonly to: string
  readonly months: readonly MonthFigures[]
  readonly news: readonly NewName[]
  /** Active items without an exam in the whole time. */
  readonly unused: readonly { readonly code: string; readonly name: string }[]
  readonly drift: readonly Drift[]
}

/** How a dictionary fares in use, month by month. */
export function watchDictionary(approved: Approved, rows: readonly LoggedExams[], normaliser: Normaliser): Watch {
  const items = new Map(approved.items.map((item) => [item.code.toUpperCase(), item]))
  const olds = new Map(approved.olds.map((old) => [old.code.toUpperCase(), old]))
  const news: NewName[] = []
  const byMonth = new Map<string, LoggedExams[]>()
  for (const row of rows) byMonth.set(row.month, [...(byMonth.get(row.month) ?? []), row])
  const months = [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1))
  const active = approved.items.filter(({ active }) => active)

  const figures = months.map(([month, list]): MonthFigures => {
    const found = list.flatMap((row) => newOf(row, items, olds, normaliser))
    news.push(...found.sort((a, b) => b.exams - a.exams))
    const sum = (some: readonly { readonly exams: number }[]): number => some.reduce((all, { exams }) => all + exams, 0)
    const exams = sum(list)
    const adopted = sum(list.filter(({ code }) => items.has(code.toUpperCase())))
    const used = new Set(list.map(({ code }) => code.toUpperCase()))
    return {
      month,
      exams,
      adopted,
      adoption: exams === 0 ? 0 : adopted / exams,
      newCodes: found.filter(({ kind }) => kind === 'code').length,
      newNames: found.filter(({ kind }) => kind === 'name').length,
      oldExams: sum(found.filter(({ kind }) => kind === 'old')),
      unused: active.filter(({ code }) => !used.has(code.toUpperCase())).length,
    }
  })
  const used = new Set(rows.map(({ code }) => code.toUpperCase()))
  return {
    institution: approved.institution,
    from: months[0]?.[0] ?? '',
    to: months.at(-1)?.[0] ?? '',
    months: figures,
    news,
    unused: active.filter(({ code }) => !used.has(code.toUpperCase())).map(({ code, name }) => ({ code, name })),
    drift: months.flatMap(([month, list]) => driftOf(month, list, items)),
  }
}

type Items = ReadonlyMap<string, Approved['items'][number]>

function newOf(
  row: LoggedExams,
  items: Items,
  olds: ReadonlyMap<string, Approved['olds'][number]>,
  normaliser: Normaliser,
): readonly NewName[] {
  const { month, code, name, exams, modality } = row
  const item = items.get(code.toUpperCase())
  const old = olds.get(code.toUpperCase())
  if (item !== undefined && isNameOf(name, item)) return []
  if (item === undefined && old !== undefined && code !== '') {
    // What has no item keeps its old code: nothing is wrong with that.
    if (old.kind === 'no-item') return []
    return [{ month, code, name, exams, kind: 'old', suggested: old.items, state: old.kind }]
  }
  const verdict = normaliser.normalise({ name, modality })
  const suggested = verdict.items.flatMap((one) => one.code ?? [])
  return [{ month, code, name, exams, kind: item === undefined ? 'code' : 'name', suggested, state: verdict.state }]
}

/** The standard name, with or without star, or a name that the hospital used for the item. */
function isNameOf(name: string, item: Approved['items'][number]): boolean {
  const said = foldSpelling(name.replace(/^\*/, ''))
  return said === '' || [item.name, ...item.aliases].some((one) => foldSpelling(one) === said)
}

function driftOf(month: string, list: readonly LoggedExams[], items: Items): readonly Drift[] {
  const sums = new Map<string, { exams: number; cents: number }>()
  for (const { code, chargedExams, chargedCents } of list) {
    if (chargedExams === 0) continue
    const sum = sums.get(code.toUpperCase()) ?? { exams: 0, cents: 0 }
    sums.set(code.toUpperCase(), { exams: sum.exams + chargedExams, cents: sum.cents + chargedCents })
  }
  return [...sums].flatMap(([code, { exams, cents }]): Drift[] => {
    const item = items.get(code)
    if (item === undefined || item.priceCents === null || item.pricePartial) return []
    const approvedCents = item.priceCents * exams
    return approvedCents === cents
      ? []
      : [{ month, code: item.code, name: item.name, exams, approvedCents, chargedCents: cents }]
  })
}
