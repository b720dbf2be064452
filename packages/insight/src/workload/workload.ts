import type { Edition, Item } from '@yingma/core'

/** Points of one exam item for the two who work on it. */
export interface Points {
  readonly doctor: number
  readonly technician: number
}

/** A department's own value for an item. */
export interface PointsOverride extends Points {
  readonly department: string
  readonly code: string
}

/**
 * A version of the workload table. `basis` says what it rests on: the starting table is an assumption of ours and says so
 * wherever points are shown.
 */
export interface Workload {
  readonly version: string
  /** First day on which it holds; exams before it have the points of the starting table. */
  readonly validFrom: string
  readonly basis: 'assumption' | 'agreed'
  /** By item, where it differs from the rule of its modality and method. */
  readonly items: Readonly<Record<string, Points>>
  readonly overrides: readonly PointsOverride[]
}

/** Assumption: points of a plain exam of one part, 1 being a plain radiograph read once. */
const BASE: Readonly<Record<string, Points>> = {
  CT: { doctor: 2, technician: 2 },
  MR: { doctor: 3, technician: 4 },
  DR: { doctor: 1, technician: 1 },
  MDR: { doctor: 1, technician: 2 },
  CR: { doctor: 1, technician: 1 },
  MG: { doctor: 1.5, technician: 1.5 },
  RF: { doctor: 3, technician: 2 },
  US: { doctor: 2, technician: 0.5 },
  'PET/CT': { doctor: 6, technician: 6 },
  'PET/MR': { doctor: 7, technician: 8 },
  SPECT: { doctor: 3, technician: 4 },
}

/** Assumption: what contrast, vessels and special methods add. */
const CONTRAST_FACTOR: Readonly<Record<string, number>> = { none: 1, with: 1.5, both: 1.8 }

/** The table to start with, to be replaced by what a department agrees on. */
export const STARTING_WORKLOAD: Workload = {
  version: 'start-1',
  validFrom: '2025-01-01',
  basis: 'assumption',
  items: {},
  overrides: [],
}

/** Points of an item before the overrides of departments. */
export function pointsOf(workload: Workload, edition: Edition, item: Item): Points {
  const own = workload.items[item.code.toUpperCase()]
  if (own !== undefined) return own
  const base = BASE[item.modality] ?? { doctor: 1, technician: 1 }
  const scans = edition.dictionaries.get(item.modality === 'CT' ? 'scans-ct' : 'scans-mr')
  const isSectional = item.modality === 'CT' || item.modality === 'MR'
  const contrast = isSectional ? scans?.values.get(item.facets.scan.toUpperCase())?.sheet.contrast : undefined
  const factor = CONTRAST_FACTOR[contrast ?? 'none'] ?? 1
  const sides = 'side' in item.facets && item.facets.side === 'both' ? 1.5 : 1
  return { doctor: base.doctor * factor * sides, technician: base.technician * factor * sides }
}
