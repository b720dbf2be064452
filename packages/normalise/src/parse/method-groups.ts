import { MODALITIES } from '../lexicon/groups.ts'
import type { Mention, MethodMention } from './unit.ts'

const GROUP_BITS_PROJECTION = (1 << 2) | (1 << 3) | (1 << 4)

/** Groups in which every method word of the list means something; all groups when there is no method word. */
export function methodMask(methods: readonly MethodMention[]): number {
  let mask = 0xff
  for (const method of methods) {
    if (method.term.groupMask === 0) continue
    mask &= widen(method.term.groupMask)
  }
  return mask
}

/** DR, MG and RF words may stand with one another's modality. */
const widen = (mask: number): number => ((mask & GROUP_BITS_PROJECTION) === 0 ? mask : mask | GROUP_BITS_PROJECTION)

/** Group of a modality word, or -1. */
export const groupOfModality = (modality: Mention | null): number =>
  modality === null ? -1 : (MODALITIES[modality.term.modality as string]?.group ?? -1)
