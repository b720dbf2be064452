import type { ModifierRow } from '../model/mapping.ts'
import type { Rule, RuleKind, RuleOf } from '../model/rule.ts'
import type { PriceItem, PriceSchedule } from '../model/schedule.ts'
import { holds } from '../schedule/condition.ts'

/** A schedule made ready for many quotes: only the rules in force under its settings, with their look-ups. */
export interface CompiledSchedule {
  readonly schedule: PriceSchedule
  rulesOf<K extends RuleKind>(kind: K): readonly RuleOf<K>[]
  /** Those of a kind that a bill with these price items can set off, in the order of the schedule. */
  rulesFor<K extends RuleKind>(kind: K, codes: readonly { readonly price: PriceItem }[]): readonly RuleOf<K>[]
  /** The same for surcharges and reductions asked for. */
  rulesAsked<K extends RuleKind>(kind: K, asks: readonly { readonly code: string }[]): readonly RuleOf<K>[]
  /** The kinds of rule that a price item can set off, as a sum of `kindBit`s: most bills skip most kinds. */
  kindsOf(code: string): number
  /** The codes that a rule's list of codes stands for. */
  set(codes: readonly string[]): ReadonlySet<string>
  /** The main item of a code's family. */
  mainOf(code: string): string
  /** The artificial-intelligence extension of a main item. */
  aiOf(main: string): PriceItem | undefined
  /** What a modifier does to a main item. */
  effects(modifier: string, main: string): readonly ModifierRow[]
  /** Ids of the rules that say how a price item is counted. */
  governing(code: string): readonly string[]
  /** How often a surcharge is billed. */
  quantityRule(code: string): RuleOf<'once-per-exam' | 'once-per-value' | 'per-unit'> | undefined
  readonly repeatable: ReadonlySet<string>
}

const GOVERNING: ReadonlySet<RuleKind> = new Set<RuleKind>([
  'cap',
  'tier',
  'tier-scope',
  'per-unit',
  'once-per-exam',
  'once-per-value',
  'extension',
  'count',
  'kept-items',
])

const STAGED: readonly RuleKind[] = [
  'exclusive',
  'compose',
  'convert',
  'warn-together',
  'percent-after',
  'percent-if',
  'cap',
  'tier',
  'one-of',
  'reduction-item',
]

/** The bit of a kind of rule in `kindsOf`. */
export function kindBit(...kinds: readonly RuleKind[]): number {
  return kinds.reduce((sum, kind) => sum | (1 << STAGED.indexOf(kind)), 0)
}

export function compileSchedule(schedule: PriceSchedule): CompiledSchedule {
  const rules = schedule.rules.filter((rule) => holds(rule.when, schedule.settings))
  const byKind = new Map<RuleKind, Rule[]>()
  for (const rule of rules) {
    const same = byKind.get(rule.kind)
    if (same) same.push(rule)
    else byKind.set(rule.kind, [rule])
  }
  const extensions = extensionsOf(schedule)
  const sets = new Map<readonly string[], ReadonlySet<string>>()
  const set = (codes: readonly string[]): ReadonlySet<string> => {
    let known = sets.get(codes)
    if (!known) {
      known = new Set(codes.flatMap((code) => [code, ...(extensions.get(code) ?? []).map((e) => e.code)]))
      sets.set(codes, known)
    }
    return known
  }
  const rulesOf = <K extends RuleKind>(kind: K): readonly RuleOf<K>[] =>
    (byKind.get(kind) ?? []) as unknown as readonly RuleOf<K>[]
  const triggers = triggerIndex(byKind, set)
  const pick = <K extends RuleKind>(kind: K, length: number, codeAt: (at: number) => string): readonly RuleOf<K>[] => {
    const index = triggers.get(kind)
    if (index === undefined) return NO_RULES as readonly RuleOf<K>[]
    let found: Set<Rule> | null = null
    for (let at = 0; at < length; at++) {
      const rules = index.get(codeAt(at))
      if (rules === undefined) continue
      found ??= new Set()
      for (const rule of rules) found.add(rule)
    }
    if (found === null) return NO_RULES as readonly RuleOf<K>[]
    const inOrder = found.size === 1 ? [...found] : (byKind.get(kind) ?? []).filter((rule) => found.has(rule))
    return inOrder as unknown as readonly RuleOf<K>[]
  }
  const bits = new Map<string, number>()
  for (const kind of STAGED)
    for (const code of triggers.get(kind)?.keys() ?? []) bits.set(code, (bits.get(code) ?? 0) | kindBit(kind))
  const governing = governingIds(rules, set)
  const quantity = new Map<string, RuleOf<'once-per-exam' | 'once-per-value' | 'per-unit'>>()
  for (const kind of ['per-unit', 'once-per-value', 'once-per-exam'] as const) {
    for (const rule of rulesOf(kind)) for (const code of rule.targets) quantity.set(code, rule)
  }
  const mains = new Map<string, string>()
  for (const [main, family] of extensions) for (const item of family) mains.set(item.code, main)
  const ai = new Map(schedule.items.filter((i) => i.ai && i.parent !== null).map((i) => [i.parent ?? '', i]))
  const effects = effectIndex(schedule.mapping.modifiers)
  return {
    schedule,
    rulesOf,
    rulesFor: (kind, units) => pick(kind, units.length, (at) => units[at]?.price.code ?? ''),
    rulesAsked: (kind, asks) => pick(kind, asks.length, (at) => asks[at]?.code ?? ''),
    kindsOf: (code) => bits.get(code) ?? 0,
    set,
    mainOf: (code) => mains.get(code) ?? code,
    aiOf: (main) => ai.get(main),
    effects: (modifier, main) => effectsOn(effects, modifier, main),
    governing: (code) => governing.get(code) ?? NO_IDS,
    quantityRule: (code) => quantity.get(code),
    repeatable: new Set(rulesOf('repeat').flatMap((rule) => [...set(rule.targets)])),
  }
}

const NO_IDS: readonly string[] = []
const NO_EFFECTS: readonly ModifierRow[] = []
const NO_RULES: readonly Rule[] = []

/** By kind and price item: the rules that an item on the bill sets off. */
function triggerIndex(
  byKind: ReadonlyMap<RuleKind, readonly Rule[]>,
  set: (codes: readonly string[]) => ReadonlySet<string>,
): ReadonlyMap<RuleKind, ReadonlyMap<string, readonly Rule[]>> {
  const result = new Map<RuleKind, Map<string, Rule[]>>()
  for (const [kind, rules] of byKind) {
    const index = new Map<string, Rule[]>()
    for (const rule of rules) {
      for (const codes of triggersOf(rule))
        for (const code of set(codes)) index.set(code, [...(index.get(code) ?? []), rule])
    }
    if (index.size > 0) result.set(kind, index)
  }
  return result
}

function triggersOf(rule: Rule): readonly (readonly string[])[] {
  switch (rule.kind) {
    case 'exclusive':
      return [rule.keep]
    case 'warn-together':
      return [rule.a]
    case 'one-of':
      return rule.groups
    default:
      return 'targets' in rule ? [rule.targets] : []
  }
}

/** Extensions follow their main item's rules where they are counted by the same unit. */
function extensionsOf(schedule: PriceSchedule): ReadonlyMap<string, readonly PriceItem[]> {
  const result = new Map<string, PriceItem[]>()
  for (const item of schedule.items) {
    const main = item.kind === 'extension' && item.parent !== null ? schedule.byCode.get(item.parent) : undefined
    if (main && main.unit === item.unit) result.set(main.code, [...(result.get(main.code) ?? []), item])
  }
  return result
}

function governingIds(
  rules: readonly Rule[],
  set: (codes: readonly string[]) => ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, string[]>()
  for (const rule of rules) {
    if (!GOVERNING.has(rule.kind) || !('targets' in rule)) continue
    for (const code of set(rule.targets)) {
      const ids = result.get(code) ?? []
      if (!ids.includes(rule.id)) ids.push(rule.id)
      result.set(code, ids)
    }
  }
  return result
}

/** What modifiers do, by modifier and main item; `*` for any main item. */
type EffectIndex = ReadonlyMap<string, ReadonlyMap<string, readonly ModifierRow[]>>

function effectIndex(rows: readonly ModifierRow[]): EffectIndex {
  const result = new Map<string, Map<string, ModifierRow[]>>()
  for (const row of rows) {
    const mains = result.get(row.modifier) ?? new Map<string, ModifierRow[]>()
    mains.set(row.main, [...(mains.get(row.main) ?? []), row])
    result.set(row.modifier, mains)
  }
  return result
}

function effectsOn(effects: EffectIndex, modifier: string, main: string): readonly ModifierRow[] {
  const mains = effects.get(modifier)
  return mains?.get(main) ?? mains?.get('*') ?? NO_EFFECTS
}
