import { CT, GROUP_COUNT, MG, MR, PET, RF, SPECT, US, XR } from '../lexicon/groups.ts'
import { groupOfModality } from './method-groups.ts'
import type { PartMention, Unit } from './unit.ts'

/** How the modality of an exam was found, strongest first. */
export type GroupSource = 'said' | 'column' | 'hardware' | 'method' | 'none'

export interface GroupReading {
  /** Group index, or -1 when nothing tells the modality. */
  readonly group: number
  readonly source: GroupSource
}

const bit = (group: number): number => 1 << group
const SECTIONAL = bit(CT) | bit(MR)
const PREFERENCE = [XR, RF, CT, US, MR, MG, SPECT, PET]

/** Regions of the body (level 1 of its parts) whose soft organs ultrasound examines as well as CT: neck, chest, abdomen, pelvis. */
const ORGANS: readonly string[] = ['02', '04', '05', '06']
const HEART = '040600'

/** Groups in which all method words of a unit mean something: bit g for group g. */
export function possible(unit: Unit): number {
  let mask = (1 << GROUP_COUNT) - 1
  for (const method of unit.methods) if (method.term.groupMask !== 0) mask &= method.term.groupMask
  return mask
}

const partGroups = (unit: Unit): number => unit.parts.reduce((mask, part) => mask | part.term.partMask, 0)

/** The modality group of a unit: said, else the column's, else what hardware and method words allow. */
function inferGroup(unit: Unit, column: number): GroupReading {
  const said = groupOfModality(unit.modality)
  const mask = possible(unit)
  const parts = partGroups(unit)
  if (said >= 0) return { group: refineProjection(said, unit, mask, parts), source: 'said' }
  const methods = unit.methods.some((method) => method.term.groupMask !== 0)
  if (column >= 0 && (!methods || (mask & projectionBits(column)) !== 0)) {
    const films = column === RF && (mask & bit(RF)) === 0 ? XR : column
    return { group: refineProjection(films, unit, mask, parts), source: 'column' }
  }
  if (unit.hardware !== null && (!methods || (mask & SECTIONAL) !== 0)) {
    return { group: unit.hardware === 'CT' ? CT : MR, source: 'hardware' }
  }
  if (!methods) return { group: -1, source: 'none' }
  // 唾液腺动态: a method of groups that have no such place tells nothing
  const elsewhere = unit.parts.length > 0 && (mask & parts) === 0
  if (elsewhere && (mask & projectionBits(XR)) === 0 && !placedByMethod(unit)) return { group: -1, source: 'none' }
  const open = unit.parts.length > 0 && !elsewhere ? mask & parts : mask
  if ((open & SECTIONAL) === SECTIONAL)
    return (mask & bit(RF)) === 0 ? { group: -1, source: 'none' } : { group: RF, source: 'method' }
  // 颈椎椎管造影: contrast without a modality is fluoroscopy, also of places that it has no part for
  if ((open & SECTIONAL) !== 0 && (mask & bit(RF)) !== 0 && (open & (projectionBits(RF) | bit(US))) === 0)
    return { group: RF, source: 'method' }
  // 唾液腺动态: contrast dynamics of MR or a dynamic scintigraphy
  if ((open & bit(MR)) !== 0 && (open & bit(SPECT)) !== 0) return { group: -1, source: 'none' }
  if ((open & bit(US)) !== 0) {
    // 心功能: one word for a place of ultrasound and for a method of MR
    if ((mask & bit(MR)) !== 0 && placedByMethod(unit)) return { group: -1, source: 'none' }
    // 子宫附件三维: reconstruction of CT, tomosynthesis or an ultrasound of its own
    if (
      (open & (bit(CT) | bit(MG))) !== 0 &&
      !reconstructs(unit) &&
      unit.parts.length > 0 &&
      unit.parts.every(isOrgan)
    ) {
      return unit.parts.every((part) => part.term.site?.code === HEART)
        ? { group: US, source: 'method' }
        : { group: -1, source: 'none' }
    }
  }
  for (const group of PREFERENCE) {
    if ((open & bit(group)) !== 0) return { group: refineProjection(group, unit, mask, parts), source: 'method' }
  }
  return { group: -1, source: 'none' }
}

/**
 * The groups of the units of one name. A method of CT and MR alike (平扫) of a unit that tells no modality is that of the
 * other units, where these are of one of the two only: 头颈部CTA+头颅平扫.
 */
export function inferGroups(units: readonly Unit[], column: number): readonly GroupReading[] {
  const readings = units.map((unit) => inferGroup(unit, column))
  if (units.length < 2 || readings.every(({ group }) => group >= 0)) return readings
  const sectional = new Set(readings.map(({ group }) => group).filter((group) => group === CT || group === MR))
  const [group] = sectional
  if (group === undefined || sectional.size > 1) return readings
  return readings.map((reading, i) => {
    const unit = units[i] as Unit
    // 冠脉CTA+左房肺静脉: a vessel without a method is of the vascular scan beside it
    const vessels = unit.parts.length > 0 && unit.parts.every((part) => part.term.site?.vessel === true)
    const open = reading.group < 0 && unit.parts.length > 0 && (unit.methods.length > 0 || vessels)
    return open && (possible(unit) & partGroups(unit) & bit(group)) !== 0 ? { group, source: 'method' } : reading
  })
}

/** Nothing names a place but the words of the method. */
const placedByMethod = (unit: Unit): boolean =>
  unit.parts.length > 0 && unit.parts.every((part) => unit.methods.some((method) => method.term === part.term))

/** 肝脏三维重建: slices are reconstructed, which without a modality is said of CT. */
const reconstructs = (unit: Unit): boolean => unit.methods.some(({ term }) => /重[建组]/u.test(term.text))

const isOrgan = (part: PartMention): boolean =>
  (part.term.meanings[US]?.sites.length ?? 0) > 0 && ORGANS.includes(part.term.site?.region ?? '')

const projectionBits = (group: number): number =>
  group === XR || group === MG || group === RF ? bit(XR) | bit(MG) | bit(RF) : bit(group)

/** X线 covers films, mammography and fluoroscopy: method and part words tell which. */
function refineProjection(group: number, unit: Unit, mask: number, parts: number): number {
  if (group !== XR) return group
  if (
    unit.methods.some((method) => (method.term.methodMask & bit(RF)) !== 0 && (method.term.methodMask & bit(XR)) === 0)
  ) {
    return unit.methods.some((method) => method.term.meanings[MG]?.scan === 'M4') && (parts & bit(MG)) !== 0 ? MG : RF
  }
  const breast =
    unit.parts.length > 0 &&
    unit.parts.every((part) => (part.term.partMask & bit(MG)) !== 0 && (part.term.partMask & bit(XR)) === 0)
  if (breast && (mask & bit(MG)) !== 0) return MG
  return group
}
