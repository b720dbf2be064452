import type { NotCoded } from '../coding/exam-coder.ts'

/** Why a whole message passed as it came. */
export const MESSAGE_REASONS = ['not-a-message', 'other-message', 'charset', 'too-long', 'failed'] as const
export type MessageReason = (typeof MESSAGE_REASONS)[number]

/** Why one field passed as it came, beside the states of the normaliser. */
export const FIELD_REASONS = [
  'no-text',
  'repeats',
  'section',
  'not-imaging',
  'already-coded',
  'alternate-taken',
  'text-unreadable',
  'text-not-writable',
  'no-exam-of-order',
] as const
export type FieldReason = (typeof FIELD_REASONS)[number]

export type Hl7Reason = MessageReason | FieldReason | NotCoded

/** What became of one OBR-4 or OBX-3. Holds nothing of the message. */
export interface FieldOutcome {
  readonly field: 'OBR-4' | 'OBX-3'
  /** Null where the coding was added. */
  readonly left: FieldReason | NotCoded | null
}

/** A message after its way through: the same bytes, or the same with codings added. */
export interface Annotated {
  readonly bytes: Uint8Array
  /** Null where the fields of the message were looked at. */
  readonly passed: MessageReason | null
  readonly fields: readonly FieldOutcome[]
}
