import type { Modality } from '../model/scheme.ts'

/** The groups of the lexicon's scope column: XR stands for all of projection radiography. */
const GROUPS: Readonly<Record<Modality, readonly string[]>> = {
  CT: ['CT'],
  MR: ['MR'],
  DR: ['XR', 'DR'],
  MDR: ['XR', 'DR'],
  CR: ['XR', 'CR'],
  MG: ['XR', 'MG'],
  RF: ['XR', 'RF'],
  US: ['US'],
  'PET/CT': ['PET'],
  'PET/MR': ['PET'],
  SPECT: ['SPECT'],
}

/** Whether a term of the lexicon holds for a modality; an empty scope holds for all. */
export function isInScope(modality: Modality, scope: readonly string[]): boolean {
  return scope.length === 0 || GROUPS[modality].some((group) => scope.includes(group))
}
