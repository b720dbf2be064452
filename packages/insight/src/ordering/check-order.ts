import { createNearest, type Edition, type Item, neighbours } from '@yingma/core'
import { DEFAULT_REPEAT_DAYS } from '../mart/build-mart.ts'
import type { EarlierExam, Intended, OrderedVerdict, Recogniser } from '../recognition/recognise.ts'
import { createUnions } from './find-union.ts'
import { type OrderableSet, type OrderedItem, offerSets } from './offer-sets.ts'
import type { OrderNote } from './order-note.ts'

/** One line of an order: a code of the standard, or words, or both. */
export interface OrderLine {
  readonly id: string
  readonly code?: string
  readonly text?: string
  /** Why it is ordered although an earlier exam may be recognised. */
  readonly reason?: Intended['reason']
}

export interface Order extends Omit<Intended, 'codes' | 'reason'> {
  readonly lines: readonly OrderLine[]
  /** Orders of the patient that are not done yet. They are compared with, but not advised on. */
  readonly pending?: readonly OrderLine[]
  /** Order sets to offer where the lines begin one. */
  readonly sets?: readonly OrderableSet[]
}

/** What the words of an order say: items for certain, or items that differ in the side that is not said. */
export interface WordsRead {
  readonly codes: readonly string[]
  readonly sides: readonly string[]
}

export interface OrderCheckTask {
  readonly edition: Edition
  readonly recogniser: Recogniser
  /** Reads the words of an order line: the normaliser. */
  readonly read: (text: string) => WordsRead
  /** Days within which the same exam is a duplicate where no list says otherwise. */
  readonly repeatDays?: number
}

/** Checks orders of one patient at the time of ordering; what it says is advice, in the order of the lines. */
export type OrderCheck = (order: Order, earlier: readonly EarlierExam[]) => readonly OrderNote[]

interface ReadLine {
  readonly line: OrderLine
  readonly items: readonly Item[]
  readonly isPending: boolean
}

const NEAR = 3
/** Relations of exams that stand for an order together. */
const PARTS: ReadonlySet<string> = new Set(['covered-by', 'partly'])

const itemsIn = (lines: readonly ReadLine[]): readonly OrderedItem[] =>
  lines.flatMap(({ line, items, isPending }) => items.map((item) => ({ line: line.id, item, isPending })))

/** Makes the check for an edition and the lists of a region. */
export function createOrderCheck(task: OrderCheckTask): OrderCheck {
  const { edition, recogniser, read, repeatDays = DEFAULT_REPEAT_DAYS } = task
  const nearest = createNearest(edition)
  const findUnion = createUnions(edition, recogniser.ranges)
  const itemOf = (code: string) => edition.byCode.get(code.toUpperCase())
  const named = ({ code, name }: Item) => ({ code, name })
  const itemsOf = (codes: readonly string[]) => codes.map(itemOf).filter((item) => item !== undefined)

  function readLine(line: OrderLine, isPending: boolean): { readonly read: ReadLine; readonly notes: OrderNote[] } {
    const lines = [line.id]
    const words = line.text === undefined ? undefined : read(line.text)
    if (line.code === undefined) {
      const items = itemsOf(words?.codes ?? [])
      const notes: OrderNote[] = []
      const text = line.text ?? ''
      const choices = itemsOf(words?.sides ?? []).map(named)
      if (choices.length > 0) notes.push({ code: 'order.side-missing', lines, name: text, choices })
      else if (items.length === 0) notes.push({ code: 'order.unreadable', lines, text })
      return { read: { line, items, isPending }, notes }
    }
    const item = itemOf(line.code)
    if (item === undefined) {
      const near = nearest.toText(line.code, NEAR).map(named)
      return {
        read: { line, items: [], isPending },
        notes: [{ code: 'order.unknown-item', lines, item: line.code, near }],
      }
    }
    return { read: { line, items: [item], isPending }, notes: compareWords(line, item, words) }
  }

  /** A code beside words that mean another item: the slip of a key, or of a choice in a list. */
  function compareWords(line: OrderLine, item: Item, words: WordsRead | undefined): OrderNote[] {
    const meant = words?.codes.length === 1 ? itemOf(words.codes[0] ?? '') : undefined
    if (meant === undefined || meant.code === item.code) return []
    const said = { lines: [line.id], text: line.text ?? '', item: named(item), meant: named(meant) }
    const slip = neighbours(item.code, edition).find((near) => near.item.code === meant.code)
    return [
      slip === undefined
        ? { code: 'order.text-differs', ...said }
        : { code: 'order.confusable-code', ...said, at: slip.at },
    ]
  }

  function againstEarlier({ line, items }: ReadLine, order: Order, earlier: readonly EarlierExam[]): OrderNote[] {
    const { at, sex, age } = order
    const intended: Intended = {
      codes: items.map(({ code }) => code),
      at,
      ...(sex === undefined ? {} : { sex }),
      ...(age === undefined ? {} : { age }),
      ...(line.reason === undefined ? {} : { reason: line.reason }),
    }
    return recogniser.recognise(intended, earlier).flatMap((verdict) => noteOf(line, verdict, earlier))
  }

  function noteOf(line: OrderLine, verdict: OrderedVerdict, earlier: readonly EarlierExam[]): OrderNote[] {
    const name = itemOf(verdict.code)?.name ?? verdict.code
    const said = (found: OrderedVerdict['earlier']) => {
      const latest = [...found].sort((a, b) => (a.ageDays ?? 0) - (b.ageDays ?? 0))[0]
      const exam = earlier.find(({ id }) => id === latest?.exam)
      return {
        lines: [line.id],
        name,
        institution: exam?.institution ?? '',
        day: exam?.at.slice(0, 10) ?? '',
        ageDays: latest?.ageDays ?? 0,
        exams: [...new Set(found.map((each) => each.exam))],
      }
    }
    if (verdict.advice !== 'perform') {
      const usable = verdict.earlier.filter(
        ({ isRecognised, relation, why }) => isRecognised || (why.length === 1 && PARTS.has(relation ?? '')),
      )
      const { list, windowDays, reason } = verdict
      return [{ code: 'order.recognisable', ...said(usable), list: list ?? '', windowDays: windowDays ?? 0, reason }]
    }
    const repeated = verdict.earlier.filter(
      ({ relation, ageDays, why }) =>
        (relation === 'same' || relation === 'covers') &&
        !why.includes('another-person') &&
        ageDays !== null &&
        ageDays >= 0 &&
        ageDays <= repeatDays,
    )
    return repeated.length === 0 ? [] : [{ code: 'order.duplicate', ...said(repeated) }]
  }

  /** Lines against one another: the same twice, one within the other, two that are one exam. */
  function amongLines(lines: readonly ReadLine[]): OrderNote[] {
    const each = lines.flatMap(({ line, items, isPending }) => items.map((item) => ({ line, item, isPending })))
    return each.flatMap((one, index) =>
      each.slice(index + 1).flatMap((other): OrderNote[] => {
        if ((one.isPending && other.isPending) || one.line.id === other.line.id) return []
        const [a, b] = [recogniser.ranges.rangeOf(one.item.code), recogniser.ranges.rangeOf(other.item.code)]
        if (a === undefined || b === undefined) return []
        const ids = [one.line.id, other.line.id]
        const relation = recogniser.ranges.relation(a, b)
        if (relation === 'same') return [{ code: 'order.twice', lines: ids, name: other.item.name }]
        if (relation === 'covers')
          return [{ code: 'order.covered', lines: [other.line.id], name: other.item.name, by: one.item.name }]
        if (relation === 'covered-by')
          return [{ code: 'order.covered', lines: [one.line.id], name: one.item.name, by: other.item.name }]
        const into = findUnion(a, b)
        return into === undefined
          ? []
          : [{ code: 'order.combine', lines: ids, names: [one.item.name, other.item.name], into: named(into) }]
      }),
    )
  }

  return (order, earlier) => {
    const lines = order.lines.map((line) => readLine(line, false))
    const pending = (order.pending ?? []).map((line) => readLine(line, true).read)
    return [
      ...lines.flatMap(({ notes }) => notes),
      ...lines.flatMap((each) => againstEarlier(each.read, order, earlier)),
      ...amongLines([...lines.map((each) => each.read), ...pending]),
      ...offerSets(
        order.sets ?? [],
        itemsIn([...lines.map((each) => each.read), ...pending]),
        recogniser.ranges,
        itemOf,
      ),
    ]
  }
}
