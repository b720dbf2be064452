import type { ProposalContent } from '../../../api/operations.ts'
import { type ChangeForm, codesIn } from './change-form.ts'

/** An own item of an institution that a proposal may take up. */
export interface OwnItemTaken {
  readonly institutionId: string
  readonly code: string
  /** Empty where it is not known, as in a proposal that is revised. */
  readonly name: string
  /** The item that follows it; empty for the first of those that may. */
  readonly into: string
  readonly isTaken: boolean
}

/** Items that may follow an own item: those that the changes add, the one above it, and what was chosen before. */
export function placesFor({ code, into }: OwnItemTaken, changes: readonly ChangeForm[]): readonly string[] {
  const added = changes.flatMap(({ subject, kind, codes }) =>
    subject === 'item' && kind === 'add' ? codesIn(codes).map((one) => one.toUpperCase()) : [],
  )
  const parent = code.replace(/-[^-]*$/, '')
  // A choice stays even where a change that added it is gone: the server then says so, nothing is put in its place.
  return [...new Set([...added, parent, into])].filter((one) => one !== '')
}

/** What follows an own item: what was chosen, else the first item that the changes add. */
export function placeOf(own: OwnItemTaken, changes: readonly ChangeForm[]): string {
  return own.into === '' ? (placesFor(own, changes)[0] ?? '') : own.into
}

/** The own items as the proposal says them: those that are ticked. */
export function promotesOf(
  own: readonly OwnItemTaken[],
  changes: readonly ChangeForm[],
): NonNullable<ProposalContent['promotes']> {
  return own
    .filter(({ isTaken }) => isTaken)
    .map((one) => ({ institutionId: one.institutionId, code: one.code, into: placeOf(one, changes) }))
}
