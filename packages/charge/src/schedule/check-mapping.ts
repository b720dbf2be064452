import { UNREACHABLE_REASONS } from '../model/mapping.ts'
import { MODIFIERS } from '../model/modifiers.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import type { CheckProblem } from '../problems/charge-problem.ts'
import { switchProblem } from './check-rules.ts'
import { vocabularyOf } from './read-mapping.ts'

const KNOWN_MODIFIERS: ReadonlySet<string> = new Set(MODIFIERS)
const REASONS: ReadonlySet<string> = new Set(UNREACHABLE_REASONS)

/** Mapping rows that name values, items, modifiers, switches or reasons which do not exist. */
export function checkMapping(schedule: PriceSchedule): readonly CheckProblem[] {
  const problems: CheckProblem[] = []
  const at = { schedule: schedule.id }
  const item = (where: string, code: string): void => {
    if (!schedule.byCode.has(code)) problems.push({ ...at, code: 'price-mapping-item', where, item: code })
  }
  const value = (where: string, dimension: string, word: string): void => {
    const vocabulary = schedule.vocabularies.get(vocabularyOf(dimension))
    const name = word.split('@')[0] ?? ''
    if (!vocabulary?.has(name) && !vocabulary?.has('*'))
      problems.push({ ...at, code: 'price-vocabulary', where, value: word })
  }
  for (const row of schedule.mapping.parts) {
    for (const [dimension, words] of Object.entries(row.values))
      for (const word of words) value(`parts ${row.part}`, dimension, word)
    // Inherited rows may depend on switches that this schedule does not have; they are then never in force.
  }
  for (const row of schedule.mapping.scans) {
    const where = `scans ${row.group} ${row.scan.join(',')}`
    for (const service of row.services) {
      item(where, service.main)
      for (const surcharge of service.surcharges) item(where, surcharge.code)
      for (const word of service.fixed ?? []) value(where, service.dimension, word)
    }
    if (row.when) problems.push(...switchProblem(schedule, row.when.setting, row.when.value))
  }
  for (const row of schedule.mapping.modifiers) {
    const where = `modifiers ${row.modifier}`
    if (!KNOWN_MODIFIERS.has(row.modifier))
      problems.push({ ...at, code: 'price-vocabulary', where, value: row.modifier })
    if (row.main !== '*') item(where, row.main)
    if (row.code !== '') item(where, row.code)
  }
  for (const row of schedule.mapping.implied) {
    for (const modifier of row.modifiers)
      if (!KNOWN_MODIFIERS.has(modifier))
        problems.push({ ...at, code: 'price-vocabulary', where: 'implied', value: modifier })
  }
  for (const row of schedule.mapping.names) for (const code of row.codes) item('names', code)
  for (const row of schedule.unreachable) {
    item('unreachable', row.code)
    if (!REASONS.has(row.reason))
      problems.push({ ...at, code: 'price-vocabulary', where: 'unreachable', value: row.reason })
  }
  return problems
}
