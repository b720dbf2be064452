import {
  type ChargeProblem,
  type DirectService,
  type ExamItem,
  type ExamSession,
  type Modifiers,
  modifiersOfReading,
  type PriceSchedule,
} from '@yingma/charge'
import { createCodec, type Edition } from '@yingma/core'
import { loadVocabulary } from '@yingma/edition'
import { createNormaliser, type Normaliser } from '@yingma/normalise'
import type { PriceProblem } from './price-problem.ts'
import { readModifiers } from './read-modifiers.ts'

export type SessionRead =
  | { readonly ok: true; readonly session: ExamSession; readonly read: readonly NameRead[] }
  | { readonly ok: false; readonly problems: readonly (PriceProblem | ChargeProblem)[] }

/** What a name was read as, to be said beside the quote. */
export interface NameRead {
  readonly name: string
  readonly state: string
  readonly codes: readonly string[]
}

/**
 * Makes one exam session of the words of a command line: codes of standard items, codes of price items, published names, or
 * local names, which are normalised; each may have modifiers of its own in braces behind, `CT胸部(平扫){thin-slice}`, and a
 * count, `×2`.
 */
export function readSession(
  words: readonly string[],
  context: {
    readonly edition: Edition
    readonly schedule: PriceSchedule
    readonly date: string
    readonly modality: string
  },
  modifiers: Modifiers,
): SessionRead {
  const { edition, schedule } = context
  const byName = new Map(edition.items.map((item) => [item.name, item.code]))
  const codec = createCodec(edition)
  let normaliser: Normaliser | undefined
  const items: ExamItem[] = []
  const services: DirectService[] = []
  const read: NameRead[] = []
  const problems: (PriceProblem | ChargeProblem)[] = []
  for (const word of words) {
    const { name, own, count } = partsOf(word)
    const said = readModifiers(own)
    if (!said.ok) {
      problems.push(said.problem)
      continue
    }
    const more = { ...(Object.keys(said.value).length > 0 && { modifiers: said.value }) }
    const code =
      byName.get(name) ?? (/^[0-9A-Za-z-]{12,}$/u.test(name) && codec.decode(name).kind !== 'invalid' ? name : null)
    if (schedule.byCode.has(name)) services.push({ code: name, ...more, ...(count !== null && { units: count }) })
    else if (code !== null || /^[0-9A-Za-z-]{12,}$/u.test(name))
      items.push({ code: code ?? name, ...more, ...(count !== null && { count }) })
    else {
      normaliser ??= createNormaliser(edition, loadVocabulary())
      const reading = normaliser.normalise({ name, ...(context.modality !== '' && { modality: context.modality }) })
      const codes = reading.items.flatMap((item) => item.code ?? [])
      if (codes.length === 0 || codes.length < reading.items.length || reading.state === 'conflict') {
        problems.push({ code: 'price-name-unread', name, state: reading.state })
        continue
      }
      read.push({ name, state: reading.state, codes })
      const both = { ...modifiersOfReading(name, reading.modifiers), ...modifiers, ...said.value }
      items.push(...codes.map((each) => ({ code: each, ...(Object.keys(both).length > 0 && { modifiers: both }) })))
    }
  }
  if (problems.length > 0) return { ok: false, problems }
  const asked = Object.keys(modifiers).length > 0
  return { ok: true, session: { date: context.date, items, services, ...(asked && { modifiers }) }, read }
}

function partsOf(word: string): { readonly name: string; readonly own: string; readonly count: number | null } {
  const match = /^(.+?)(?:\{([^{}]*)\})?(?:[×*](-?\d+))?$/su.exec(word)
  const count = match?.[3]
  return { name: (match?.[1] ?? word).trim(), own: match?.[2] ?? '', count: count === undefined ? null : Number(count) }
}
