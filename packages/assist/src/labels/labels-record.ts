import type { BalanceRow } from './balance.ts'
import type { Cohort } from './cohort.ts'

/** What was exported, as `labels.json` says it. */
export interface LabelsRecord {
  readonly date: string
  readonly edition: { readonly version: string; readonly sha256: string }
  readonly cohort: Cohort
  readonly from: string | null
  readonly to: string | null
  readonly split: { readonly testInstitutions: number; readonly validation: number; readonly cutoff: string }
  readonly withPatient: boolean
  /** Studies whose patient the table does not say: each counts as a patient of its own. */
  readonly withoutPatient: number
  readonly studies: number
  readonly labels: number
  readonly institutions: number
  readonly leftOut: {
    /** Studies with a name that was not read for certain. */
    readonly uncertain: number
    /** Studies without an exam number or a time that can be read. */
    readonly unplaced: number
    /** Studies of training whose patient is in a test. */
    readonly leak: number
    /** Studies beyond the most of their label, and those of labels with too few. */
    readonly cappedOrSmall: number
  }
  readonly balance: { readonly modality: readonly BalanceRow[]; readonly label: readonly BalanceRow[] }
  /** Patients that are in training and in a test: proved to be none. */
  readonly sharedPatients: number
}
