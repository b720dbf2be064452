import type { Term } from '../lexicon/term.ts'
import type { PartMention, Unit } from './unit.ts'

/** Where a word stands in the folded text. */
interface Place {
  readonly start: number
  readonly end: number
}

/** A further part of the unit; the side and the finer word said before it are its own. */
export function pushPart(unit: Unit, term: Term, { start, end }: Place): void {
  unit.parts.push({
    term,
    start,
    end,
    side: unit.side,
    sideStart: unit.sideStart,
    sideEnd: unit.sideEnd,
    sideLeads: unit.side !== null,
    finer: unit.finer,
  })
  unit.side = null
  unit.finer = false
  unit.methodTrails = false
}

/** A word that names the same place better takes the place of the first one. */
export function replacePart(part: PartMention, term: Term, { start, end }: Place): void {
  part.term = term
  part.start = start
  part.end = end
}

/** The side before a second word for the same place is the side of that place. */
export function takeSide(part: PartMention, unit: Unit): void {
  if (unit.side === null) return
  part.side = unit.side
  part.sideStart = unit.sideStart
  part.sideEnd = unit.sideEnd
  unit.side = null
}

/** A side said behind the parts belongs to those that have none. */
export function settleSide(unit: Unit): void {
  if (unit.side === null || unit.parts.length === 0) return
  for (const part of unit.parts) {
    if (part.side !== null) continue
    part.side = unit.side
    part.sideStart = unit.sideStart
    part.sideEnd = unit.sideEnd
  }
  unit.side = null
}

/** Whether a word says more than the published part, where the other one does not. */
export const isFiner = (term: Term, other: Term): boolean =>
  term.meanings.some(
    (meaning, group) => meaning?.relation === 'narrower' && other.meanings[group]?.relation !== 'narrower',
  )
