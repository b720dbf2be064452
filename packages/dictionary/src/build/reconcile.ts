import type { Crossed, DictionaryItem, OutcomeKind, Reconciliation, Tally } from '../model/dictionary.ts'
import { OUTCOMES } from '../model/dictionary.ts'

const NOTHING: Tally = { codes: 0, exams: 0, cents: 0 }

/** Volumes and money before and after, counted from both sides so that a loss shows. */
export function reconcile(crossed: readonly Crossed[], items: readonly DictionaryItem[]): Reconciliation {
  const byOutcome = Object.fromEntries(OUTCOMES.map((kind) => [kind, NOTHING])) as Record<OutcomeKind, Tally>
  let before = NOTHING
  let unpriced = NOTHING
  let performances = 0
  let priced = { codes: 0, exams: 0, oldCents: 0, newCents: 0 }
  let explainedCents = 0
  for (const { entry, answer, newCents, newPartial } of crossed) {
    const old = entry.priceCents
    const one: Tally = { codes: 1, exams: entry.exams, cents: (old ?? 0) * entry.exams }
    before = add(before, one)
    byOutcome[answer.kind] = add(byOutcome[answer.kind], one)
    if (answer.kind === 'items') performances += entry.exams * answer.codes.length
    if (old === null || newCents === null || newPartial) {
      unpriced = add(unpriced, one)
      continue
    }
    priced = {
      codes: priced.codes + 1,
      exams: priced.exams + entry.exams,
      oldCents: priced.oldCents + old * entry.exams,
      newCents: priced.newCents + newCents * entry.exams,
    }
    explainedCents += (newCents - old) * entry.exams
  }
  const after = OUTCOMES.map((kind) => byOutcome[kind]).reduce(add, NOTHING)
  return {
    before,
    byOutcome,
    agrees: after.codes === before.codes && after.exams === before.exams && after.cents === before.cents,
    performances,
    performancesOfItems: items.reduce((sum, { exams }) => sum + exams, 0),
    priced,
    explainedCents,
    unpriced,
  }
}

function add(a: Tally, b: Tally): Tally {
  return { codes: a.codes + b.codes, exams: a.exams + b.exams, cents: a.cents + b.cents }
}
