import { createCodec, createSets, type Edition } from '@yingma/core'
import { MODIFIERS } from '@yingma/normalise'
import type { LabelsProblem } from './labels-problem.ts'

/** Which exams a cohort takes; what is not said takes all. */
export interface Cohort {
  /** Exams that have one of these items; a composite takes those that have all of its components. */
  readonly items: readonly string[]
  readonly modalities: readonly string[]
  /** Beginnings of part codes. */
  readonly parts: readonly string[]
  /** Modifiers that an exam must have, and those that it must not have. */
  readonly modifiers: readonly string[]
  readonly withoutModifiers: readonly string[]
}

/** What an exam of the table is: its items and modifiers. */
export interface ExamKind {
  readonly codes: readonly string[]
  readonly modifiers: readonly string[]
}

/** Words of the cohort that the edition does not have; nothing is selected then. */
export function checkCohort(cohort: Cohort, edition: Edition): readonly LabelsProblem[] {
  const codec = createCodec(edition)
  const parts = edition.items.map(({ facets }) => facets.part.toUpperCase())
  return [
    ...cohort.items.flatMap((item): LabelsProblem[] => {
      const decoded = codec.decode(item)
      if (decoded.kind === 'item') return []
      const nearest = 'nearest' in decoded ? decoded.nearest.slice(0, 3).map(({ code }) => code) : []
      return [{ code: 'labels-unknown-item', item, nearest }]
    }),
    ...cohort.parts
      .filter((part) => !parts.some((one) => one.startsWith(part.toUpperCase())))
      .map((part): LabelsProblem => ({ code: 'labels-unknown-part', part })),
    ...[...cohort.modifiers, ...cohort.withoutModifiers]
      .filter((modifier) => !(MODIFIERS as readonly string[]).includes(modifier))
      .map((modifier): LabelsProblem => ({ code: 'labels-unknown-modifier', modifier, modifiers: MODIFIERS })),
  ]
}

/** Makes the test whether an exam belongs to the cohort. */
export function createCohort(cohort: Cohort, edition: Edition): (exam: ExamKind) => boolean {
  const sets = createSets(edition)
  const wanted = cohort.items.map((item) => sets.atoms([item]))
  const fitsItem = (code: string): boolean => {
    const item = edition.byCode.get(code.toUpperCase())
    if (item === undefined) return false
    const part = item.facets.part.toUpperCase()
    return (
      (cohort.modalities.length === 0 || cohort.modalities.includes(item.modality)) &&
      (cohort.parts.length === 0 || cohort.parts.some((begin) => part.startsWith(begin.toUpperCase())))
    )
  }
  return ({ codes, modifiers }) => {
    if (!cohort.modifiers.every((modifier) => modifiers.includes(modifier))) return false
    if (cohort.withoutModifiers.some((modifier) => modifiers.includes(modifier))) return false
    if (!codes.some(fitsItem)) return false
    if (wanted.length === 0) return true
    const atoms = new Set(sets.atoms(codes))
    return wanted.some((components) => components.every((atom) => atoms.has(atom)))
  }
}
