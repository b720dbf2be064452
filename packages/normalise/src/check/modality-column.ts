import type { Lexicon } from '../lexicon/compile-lexicon.ts'
import { CT, MG, MODALITIES, MR, PET, RF, SPECT, US, XR } from '../lexicon/groups.ts'
import { foldTerm } from '../text/fold.ts'

/** DICOM modality codes and the spellings that tables use besides the lexicon's words. */
const CODES: Readonly<Record<string, number>> = {
  ct: CT,
  mr: MR,
  mri: MR,
  dx: XR,
  dr: XR,
  cr: XR,
  xr: XR,
  x: XR,
  放射: XR,
  px: XR,
  mg: MG,
  rf: RF,
  us: US,
  ivus: -1,
  pt: PET,
  pet: PET,
  petct: PET,
  petmr: PET,
  'pet/ct': PET,
  'pet/mr': PET,
  'pet-ct': PET,
  'pet-mr': PET,
  nm: SPECT,
  spect: SPECT,
  ect: SPECT,
  bmd: XR,
  超声: US,
  彩超: US,
}

export interface ColumnReading {
  /** Group index, or -1 when the column is empty or says nothing known. */
  readonly group: number
}

const NOTHING: ColumnReading = { group: -1 }
const cache = new WeakMap<Lexicon, Map<string, ColumnReading>>()

/** Reads a modality column: DICOM codes, XR, Chinese words. */
export function readModalityColumn(value: string | undefined, lexicon: Lexicon): ColumnReading {
  if (value === undefined || value === '') return NOTHING
  let known = cache.get(lexicon)
  if (known === undefined) {
    known = new Map()
    cache.set(lexicon, known)
  }
  const found = known.get(value)
  if (found !== undefined) return found
  const reading = read(value, lexicon)
  if (known.size < 1000) known.set(value, reading)
  return reading
}

function read(value: string, lexicon: Lexicon): ColumnReading {
  const spelling = foldTerm(value, lexicon.fold)
  const word = String.fromCharCode(...spelling.slice(0, 60)).replaceAll(' ', '')
  const code = CODES[word]
  if (code !== undefined) return { group: code }
  let state = 0
  for (const unit of spelling) {
    state = lexicon.trie.step(state, unit)
    if (state === -1) return NOTHING
  }
  const modality = lexicon.terms[lexicon.trie.endOf(state)]?.modality
  return modality == null ? NOTHING : { group: MODALITIES[modality]?.group ?? -1 }
}
