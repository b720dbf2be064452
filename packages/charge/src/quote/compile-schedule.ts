import type { ModifierRow } from '../model/mapping.ts'
import type { Rule, RuleKind, RuleOf } from '../model/rule.ts'
import type { PriceItem, PriceSchedule } from '../model/schedule.ts'
import { holds } from '../schedule/condition.ts'

/** A schedule made ready for many quotes: only the rules in force under its settings, with their look-ups. */
export interface CompiledSchedule {
  readonly schedule: PriceSchedule
  rulesOf<K extends RuleKind>(kind: K): readonly RuleOf<K>[]
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
    set,
    mainOf: (code) => mains.get(code) ?? code,
    aiOf: (main) => ai.get(main),
    effects: (modifier, main) => effects.get(`${modifier}|${main}`) ?? effects.get(`${modifier}|*`) ?? [],
    governing: (code) => governing.get(code) ?? [],
    quantityRule: (code) => quantity.get(code),
    repeatable: new Set(rulesOf('repeat').flatMap((rule) => [...set(rule.targets)])),
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

function effectIndex(rows: readonly ModifierRow[]): ReadonlyMap<string, readonly ModifierRow[]> {
  const result = new Map<string, ModifierRow[]>()
  for (const row of rows) {
    const key = `${row.modifier}|${row.main}`
    result.set(key, [...(result.get(key) ?? []), row])
  }
  return result
}
