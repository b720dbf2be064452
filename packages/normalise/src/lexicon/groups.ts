import type { Modality } from '@yingma/core'

/** Modality groups: within one, a word of the lexicon has one meaning. */
export const GROUPS = ['CT', 'MR', 'XR', 'MG', 'RF', 'US', 'PET', 'SPECT'] as const

export const CT = 0
export const MR = 1
export const XR = 2
export const MG = 3
export const RF = 4
export const US = 5
export const PET = 6
export const SPECT = 7
export const GROUP_COUNT = GROUPS.length

/** Modality words of the lexicon: the group they belong to and the first characters of a code. */
export const MODALITIES: Readonly<
  Record<string, { readonly group: number; readonly head: string; readonly modality: Modality }>
> = {
  CT: { group: CT, head: '20', modality: 'CT' },
  MR: { group: MR, head: '30', modality: 'MR' },
  DR: { group: XR, head: '40', modality: 'DR' },
  MDR: { group: XR, head: '42', modality: 'MDR' },
  CR: { group: XR, head: '43', modality: 'CR' },
  MG: { group: MG, head: '44', modality: 'MG' },
  RF: { group: RF, head: '45', modality: 'RF' },
  US: { group: US, head: '50', modality: 'US' },
  'PET/CT': { group: PET, head: 'A0', modality: 'PET/CT' },
  'PET/MR': { group: PET, head: 'B0', modality: 'PET/MR' },
  SPECT: { group: SPECT, head: 'C0', modality: 'SPECT' },
}

/** DR, CR, mobile DR, mammography and fluoroscopy are one family: no disagreement inside it. */
export const isProjection = (group: number): boolean => group === XR || group === MG || group === RF
