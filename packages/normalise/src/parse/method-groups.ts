import { MODALITIES } from '../lexicon/groups.ts'
import type { Term } from '../lexicon/term.ts'
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

/** Modalities that one exam cannot have both; 放射, 摄影 and 显像 are too general to clash. */
const STRONG: readonly (string | null)[] = ['CT', 'MR', 'US']

/** Two words that name different modalities. */
export const clash = (a: Term, b: Term): boolean =>
  a.modality !== b.modality && STRONG.includes(a.modality) && STRONG.includes(b.modality)
