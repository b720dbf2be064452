import type { DictionaryItem } from '../model/dictionary.ts'
import type { Target } from '../model/settings.ts'
import type { Approved } from '../write/approved.ts'
import { isActive } from './compare-fields.ts'
import type { Fault, FaultKind, LiveRow } from './fault.ts'
import { matchCode } from './match-code.ts'

/** An approved item and the live row that is meant to be it. */
export interface Pair {
  readonly item: DictionaryItem
  readonly live: LiveRow
}

export interface Pairing {
  readonly pairs: readonly Pair[]
  readonly oldRows: number
  readonly faults: readonly Fault[]
}

export interface PairContext {
  readonly approved: Approved
  readonly target: Target
  /** Whether old and new stand side by side. */
  readonly star: boolean
  /** How much of a row is wrong: of several rows with one code, the rightest is the item. */
  wrongIn(pair: Pair): number
}

/** Gives every approved item its row: by its code, else by a damaged form of it; says what is missing, stray and double. */
export function pairRows(rows: readonly LiveRow[], context: PairContext): Pairing {
  const { approved, target } = context
  const faults: Fault[] = []
  const pairs: Pair[] = []
  const loose: LiveRow[] = []
  let oldRows = 0
  const items = new Map(approved.items.map((item) => [item.code, item]))
  const olds = new Map(approved.olds.map((old) => [old.code, old]))
  for (const [code, same] of groupByCode(rows)) {
    const item = items.get(code)
    const old = olds.get(code)
    if (item !== undefined) {
      const [best, ...others] = ranked(item, same, context)
      if (best !== undefined) pairs.push({ item, live: best })
      for (const live of others) faults.push(codeFault('double-item', { item, live }, target, code, best?.row ?? 0))
    } else if (old === undefined || code === '') {
      loose.push(...same)
    } else {
      oldRows += same.length
      faults.push(...same.flatMap((live) => oldRowFault(live, old, context)))
    }
  }
  faults.push(...pairLoose(loose, pairs, context))
  const taken = new Set(pairs.map(({ item }) => item.code))
  for (const item of approved.items.filter(({ code }) => !taken.has(code))) {
    faults.push(codeFault('missing-item', { item, live: { row: 0, cells: {} } }, target, '', 0))
  }
  return { pairs, oldRows, faults }
}

/** A fault of the code of a row that belongs to an item. */
function codeFault(code: FaultKind, { item, live }: Pair, target: Target, found: string, other: number): Fault {
  const { code: expected, name: itemName } = item
  const column = target.columns.code?.name ?? ''
  return { code, row: live.row, other, item: expected, itemName, field: 'code', column, expected, found }
}

function groupByCode(rows: readonly LiveRow[]): ReadonlyMap<string, LiveRow[]> {
  const groups = new Map<string, LiveRow[]>()
  for (const live of rows) {
    const code = live.cells.code ?? ''
    const same = groups.get(code)
    if (same === undefined) groups.set(code, [live])
    else same.push(live)
  }
  return groups
}

function ranked(item: DictionaryItem, same: readonly LiveRow[], context: PairContext): readonly LiveRow[] {
  if (same.length === 1) return same
  return same
    .map((live) => ({ live, wrong: context.wrongIn({ item, live }) }))
    .sort((a, b) => a.wrong - b.wrong || a.live.row - b.live.row)
    .map(({ live }) => live)
}

/** After the change an old code must not be ordered any more, unless the standard has no item for it. */
function oldRowFault(live: LiveRow, old: Approved['olds'][number], { target, star }: PairContext): readonly Fault[] {
  const { active } = live.cells
  if (star || old.kind === 'no-item' || active === undefined || !isActive(active, target)) return []
  return [
    {
      code: 'old-active',
      row: live.row,
      other: 0,
      item: old.items.join('+'),
      itemName: `${old.code} ${old.name}`,
      field: 'active',
      column: target.columns.active?.name ?? '',
      expected: target.no,
      found: active,
    },
  ]
}

/** Rows whose code is nobody's: a damaged code of an item without a row, of one that has its row already, or stray. */
function pairLoose(loose: readonly LiveRow[], pairs: Pair[], { approved, target }: PairContext): readonly Fault[] {
  const rowOf = new Map(pairs.map(({ item, live }) => [item.code, live.row]))
  return loose.map((live): Fault => {
    const [code, name] = [live.cells.code ?? '', live.cells.name ?? '']
    const free = approved.items.filter((item) => !rowOf.has(item.code))
    const match = matchCode(code, name, free)
    if (match !== undefined) {
      rowOf.set(match.item.code, live.row)
      pairs.push({ item: match.item, live })
      return codeFault(match.code, { item: match.item, live }, target, code, 0)
    }
    const again = matchCode(code, name, approved.items)
    if (again !== undefined && again.code !== 'code-changed') {
      return codeFault('double-item', { item: again.item, live }, target, code, rowOf.get(again.item.code) ?? 0)
    }
    const column = target.columns.code?.name ?? ''
    return {
      code: 'stray-item',
      row: live.row,
      other: 0,
      item: '',
      itemName: name,
      field: 'code',
      column,
      expected: '',
      found: code,
    }
  })
}
