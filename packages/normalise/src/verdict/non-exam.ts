import { CT, MG, MR, RF, US } from '../lexicon/groups.ts'
import { groupOfModality } from '../parse/method-groups.ts'
import type { Mention, Unit } from '../parse/unit.ts'
import type { Reason } from '../result.ts'

/**
 * 造影 of vessels, outside of CT and MR: the catheter study (脑血管造影), which the edition does not cover. Vessels that
 * fluoroscopy has a part for (下肢静脉) are its own.
 */
export function angiographyOf(unit: Unit, group: number): Mention | undefined {
  if (group < 0) return unit.methods.find((method) => method.term.alone !== null)
  if (group !== RF) return undefined
  const foreign = unit.parts.some(
    ({ term }) => term.site?.vessel === true && term.meanings[RF]?.sites.some((site) => site.vessel) !== true,
  )
  return foreign ? unit.methods[0] : undefined
}

/** The service that a unit says instead of an exam; null where it says an exam. */
export function nonExamOf(unit: Unit): Reason | null {
  const reason = unit.nonExam?.nonExam ?? null
  const imaging = unit.modality !== null || unit.methods.length > 0
  if (reason === null) {
    if (unit.surcharge && unit.parts.length === 0) return 'surcharge'
    return null
  }
  if (reason === 'consultation') return reason
  if (reason === 'treatment' && unit.methods.length === 0) return reason
  if (reason === 'guidance') return guidanceHasItem(unit) ? null : reason
  if (unit.parts.length === 0)
    return reason === 'treatment' || reason === 'film' || reason === 'consumable' ? reason : imaging ? null : reason
  return imaging ? null : reason
}

/** CT and MR guidance are published; ultrasound intervention is published for many parts. */
function guidanceHasItem(unit: Unit): boolean {
  const group = groupOfModality(unit.modality)
  if (group === CT || group === MR) return true
  if (group === MG) return unit.methods.some((method) => method.term.meanings[MG]?.scan === 'M7')
  return group === US && unit.parts.length > 0
}

/** Why words that belong to no exam are none. */
export function looseReason(unit: Unit): Reason | null {
  if (unit.nonExam !== null) return unit.nonExam.nonExam
  if (unit.surcharge) return 'surcharge'
  return null
}
