import type { Edition, Text } from '@yingma/core'
import type { InsightProblem } from '../insight-problem.ts'
import { familyOf } from '../mart/item-rows.ts'
import type { Ranges } from './exam-range.ts'

/** What a list recognises: one item, or a modality at a part of level 2. */
export interface ListEntry {
  readonly code?: string
  readonly modality?: string
  readonly part?: string
  /** An earlier exam is recognised for so many days. */
  readonly windowDays: number
  /** The entry holds from this day on … */
  readonly from: string
  /** … up to and with this one; none: until it is changed. */
  readonly to?: string
}

/** A region's list of exams that its institutions recognise from one another, with the mark that reports carry. */
export interface RegionalList {
  readonly id: string
  readonly title: Text
  readonly region: string
  /** As printed on reports: 全国HR, 京津冀HR, 豫HR … */
  readonly mark: string
  /** Institutions that may put the mark on their reports; none listed: all of the region. */
  readonly institutions: readonly string[]
  readonly entries: readonly ListEntry[]
}

/** Checks a list from a file: an object as `RegionalList`. Everything wrong is told, with the place of the entry. */
export function readRegionalList(
  value: unknown,
  edition: Edition,
):
  | { readonly ok: true; readonly list: RegionalList }
  | { readonly ok: false; readonly problems: readonly InsightProblem[] } {
  const problems: InsightProblem[] = []
  const bad = (place: string, rule: string) => problems.push({ code: 'insight.list-invalid', place, rule })
  const list = (typeof value === 'object' && value !== null ? value : {}) as Partial<RegionalList>
  for (const field of ['id', 'region', 'mark'] as const) {
    if (typeof list[field] !== 'string' || list[field] === '') bad(field, 'text')
  }
  const entries = Array.isArray(list.entries) ? list.entries : []
  if (entries.length === 0) bad('entries', 'not-empty')
  const isText = (text: unknown) => typeof text === 'string'
  if (list.institutions !== undefined && !(Array.isArray(list.institutions) && list.institutions.every(isText)))
    bad('institutions', 'texts')
  if (list.title !== undefined && !(isText(list.title?.zh) && isText(list.title?.en))) bad('title', 'zh and en')
  for (const [index, entry] of entries.entries()) checkEntry(entry, `entries.${index}`, edition, bad)
  if (problems.length > 0) return { ok: false, problems }
  const { id = '', region = '', mark = '' } = list
  return {
    ok: true,
    list: {
      id,
      region,
      mark,
      title: list.title ?? { zh: id, en: id },
      institutions: list.institutions ?? [],
      entries,
    },
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u

/** A day that the calendar has. */
const isDay = (text: string) => DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true

function checkEntry(
  given: Partial<ListEntry> | null,
  place: string,
  edition: Edition,
  bad: (place: string, rule: string) => void,
): void {
  const entry = typeof given === 'object' && given !== null ? given : {}
  const hasCode = typeof entry.code === 'string'
  const hasPart = typeof entry.modality === 'string' && typeof entry.part === 'string'
  if (hasCode === hasPart) bad(place, 'code or modality and part')
  if (hasCode && !edition.byCode.has(entry.code!.toUpperCase())) bad(`${place}.code`, 'item')
  if (!Number.isInteger(entry.windowDays) || (entry.windowDays ?? 0) < 1 || (entry.windowDays ?? 0) > 3660)
    bad(`${place}.windowDays`, '1…3660')
  if (!isDay(entry.from ?? '')) bad(`${place}.from`, 'day')
  if (entry.to !== undefined && (!isDay(entry.to) || entry.to < (entry.from ?? ''))) bad(`${place}.to`, 'day')
}

/** Entries by the upper-cased code of the items that they are about. An item of its own goes before its part. */
export function entriesByCode(list: RegionalList, edition: Edition): ReadonlyMap<string, readonly ListEntry[]> {
  const found = new Map<string, ListEntry[]>()
  const add = (code: string, entry: ListEntry) => found.set(code, [...(found.get(code) ?? []), entry])
  for (const entry of list.entries) {
    if (entry.code !== undefined) add(entry.code.toUpperCase(), entry)
  }
  for (const entry of list.entries) {
    if (entry.modality === undefined) continue
    for (const item of edition.items) {
      const { scheme, part } = item.facets
      const part2 = scheme === 'radiology' ? part.slice(0, 4) : part
      if (familyOf(item) === entry.modality && part2 === entry.part) add(item.code.toUpperCase(), entry)
    }
  }
  return found
}

/** Start of a day as wall-clock seconds. */
export function daySeconds(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000
}

const FOREVER = 4_102_444_800

/** Days of an entry as seconds, `until` not in. */
interface Span {
  readonly from: number
  readonly until: number
  readonly windowDays: number
}

/**
 * Rows of `dim_cover`: a listed item, an item that shows as much or more, the window and the days of the entry. An item that several
 * entries or lists name has the first of them that holds on a day, as in recognition itself.
 */
export function coverRows(
  lists: readonly RegionalList[],
  edition: Edition,
  ranges: Ranges,
): readonly (readonly (string | number)[])[] {
  const rows: (readonly (string | number)[])[] = []
  for (const [code, spans] of spansByCode(lists, edition)) {
    const ordered = ranges.rangeOf(code)
    if (ordered === undefined) continue
    for (const item of edition.items) {
      const earlier = ranges.rangeOf(item.code)
      if (earlier === undefined || earlier.family !== ordered.family) continue
      const relation = ranges.relation(earlier, ordered)
      if (relation !== 'same' && relation !== 'covers') continue
      for (const { from, until, windowDays } of spans)
        rows.push([code, item.code.toUpperCase(), windowDays, from, until])
    }
  }
  return rows
}

function spansByCode(lists: readonly RegionalList[], edition: Edition): ReadonlyMap<string, readonly Span[]> {
  const found = new Map<string, readonly Span[]>()
  for (const list of lists) {
    for (const [code, entries] of entriesByCode(list, edition)) {
      for (const { from, to, windowDays } of entries) {
        const until = to === undefined ? FOREVER : daySeconds(to) + 86_400
        const taken = found.get(code) ?? []
        found.set(code, [...taken, ...without({ from: daySeconds(from), until, windowDays }, taken)])
      }
    }
  }
  return found
}

/** What is left of a span beside those that come first. */
function without(span: Span, taken: readonly Span[]): readonly Span[] {
  return taken.reduce<readonly Span[]>(
    (left, first) =>
      left.flatMap((one) =>
        [
          { ...one, until: Math.min(one.until, first.from) },
          { ...one, from: Math.max(one.from, first.until) },
        ].filter(({ from, until }) => from < until),
      ),
    [span],
  )
}
