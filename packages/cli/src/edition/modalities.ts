import type { Modality } from '@yingma/core'

const ALL: Readonly<Record<Modality, true>> = {
  CT: true,
  MR: true,
  DR: true,
  MDR: true,
  CR: true,
  MG: true,
  RF: true,
  US: true,
  'PET/CT': true,
  'PET/MR': true,
  SPECT: true,
}

/** The modality words of the standard; the record above makes the compiler miss none. */
export const MODALITIES = Object.keys(ALL) as readonly Modality[]
