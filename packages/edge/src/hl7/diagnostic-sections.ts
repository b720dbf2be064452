/**
 * OBR-24 as a modality. HL7 table 0074 has its own words for the imaging sections; interfaces for imaging (IHE) put the
 * DICOM code of the modality there, which the normaliser knows. `''`: imaging that says no modality, or an unknown word.
 */
const IMAGING: Readonly<Record<string, string>> = {
  CT: 'CT',
  NMR: 'MR',
  NMS: 'NM',
  NUS: 'US',
  OUS: 'US',
  RUS: 'US',
  VUS: 'US',
  CUS: 'US',
  RX: 'DX',
  RAD: '',
  IMG: '',
  XRC: '',
}

/** Sections of table 0074 that make no images: laboratory, pharmacy, therapy, physiological signals. */
const OTHER = new Set(
  'AU BG BLB CG CH CP CTH EC EN HM ICU IMM LAB MB MCB MYC NRS OSL OT OTH OUR PAR PAT PF PHR PHY PT RC RT RE SP SR TX VR CLS ANT'.split(
    ' ',
  ),
)
/** DICOM codes that table 0074 also has: PT is physical therapy there and PET here. The name has to say which. */
const BOTH = new Set(['PT', 'OT', 'SR'])

/** The modality that OBR-24 says, `null` where it is a section without imaging. */
export function modalityOfSection(section: string): string | null {
  const word = section.trim().toUpperCase()
  if (BOTH.has(word)) return ''
  if (OTHER.has(word)) return null
  return IMAGING[word] ?? section.trim()
}
