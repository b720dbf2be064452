import type { ReactNode } from 'react'

const FAMILY: Readonly<Record<string, string>> = {
  CT: 'ct',
  MR: 'mr',
  DR: 'xr',
  MDR: 'xr',
  CR: 'xr',
  MG: 'xr',
  RF: 'xr',
  US: 'us',
  'PET/CT': 'nm',
  'PET/MR': 'nm',
  SPECT: 'nm',
}

export function ModalityTag({ modality }: { readonly modality: string }): ReactNode {
  return <span className={`modality modality-${FAMILY[modality] ?? 'other'}`}>{modality}</span>
}
