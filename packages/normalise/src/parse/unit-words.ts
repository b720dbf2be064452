import type { Term } from '../lexicon/term.ts'
import { CLASS_CHARGING, CLASS_HARDWARE, CLASS_NOTE, CLASS_PURPOSE, CLASS_TRAUMA, type Unit } from './unit.ts'

/** Whether a word is a modifier in some group. */
export const hasModifier = (term: Term): boolean => term.meanings.some((meaning) => meaning?.modifier != null)

/** DR, X线 and the like are weaker than a word that names the technique: 乳腺 X线钼靶, X线计算机体层. */
export function betterModality(term: Term, known: Term): boolean {
  return (known.modality === 'DR' && term.modality !== 'DR') || (known.modality === 'CT' && term.modality === 'PET/CT')
}

/** Hardware words class the name and may tell the modality. */
export function takeHardware(unit: Unit, term: Term): void {
  unit.classes |= CLASS_HARDWARE
  if (term.plainValue === 'rows') unit.hardware ??= 'CT'
  if (term.plainValue === 'field') unit.hardware ??= 'MR'
}

/** What a number with its unit says: rows and tesla the modality, price and film size the class, levels a finer place. */
export function takeNumber(unit: Unit, term: Term | null): void {
  if (term === null) return
  if (term.plainValue === 'rows') unit.hardware = 'CT'
  if (term.plainValue === 'tesla' || term.plainValue === 'field') unit.hardware = 'MR'
  if (unit.hardware !== null) unit.classes |= CLASS_HARDWARE
  if (term.plainValue === 'price' || term.plainValue === 'film-size') unit.classes |= CLASS_CHARGING
  if (term.plainValue === 'level') {
    const part = unit.parts[unit.parts.length - 1]
    if (part !== undefined) part.finer = true
  }
}

/** Notes the class of a word that says nothing of the exam. */
export function noteClass(unit: Unit, term: Term): void {
  if (term.plain === 'charge' || term.nonExam === 'film') unit.classes |= CLASS_CHARGING
  else if (term.plain === 'note') unit.classes |= CLASS_NOTE
  else if (term.plain === 'purpose')
    unit.classes |= term.plainValue === '外伤' ? CLASS_PURPOSE | CLASS_TRAUMA : CLASS_PURPOSE
}
