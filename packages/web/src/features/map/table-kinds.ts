/** Kinds of tables that hold names. */
export const TABLE_KINDS = ['exam-dictionary', 'order-items', 'charge-items', 'exam-log', 'dicom-descriptions'] as const

export type TableKind = (typeof TABLE_KINDS)[number]
