/** Roles of the columns that say more of an exam than its name does: with the name, the texts of the normaliser's input. */
export const DETAIL_ROLES = [
  'localCode',
  'modality',
  'part',
  'side',
  'position',
  'method',
  'contrast',
  'device',
  'department',
  'ageGroup',
  'sex',
  'charge',
] as const

/** What a column can be for the normaliser; the names are those of its input. */
export const ROLES = ['name', ...DETAIL_ROLES, 'price', 'count', 'institution'] as const

export type Role = (typeof ROLES)[number]

export const TABLE_KINDS = ['exam-dictionary', 'order-items', 'charge-items', 'exam-log', 'dicom-descriptions'] as const

export type TableKind = (typeof TABLE_KINDS)[number]

/** What a file is, told by its content; `xml` is Excel's XML of 2003, `html` a web page with a table. */
export const TABLE_FORMATS = ['csv', 'tsv', 'jsonl', 'xlsx', 'xlsb', 'xls', 'ods', 'html', 'xml'] as const

export type TableFormat = (typeof TABLE_FORMATS)[number]

/** What can be written. */
export const WRITE_FORMATS = ['csv', 'tsv', 'jsonl', 'xlsx'] as const

export type WriteFormat = (typeof WRITE_FORMATS)[number]

export const DELIMITERS = [',', '\t', ';', '|'] as const

/** The empty delimiter is a list: each line is one cell, exactly as it stands. */
export type Delimiter = (typeof DELIMITERS)[number] | ''

export type LineEnd = '\n' | '\r\n' | '\r'
