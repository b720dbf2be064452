export { EXCEL_DAMAGES, type ExcelDamage } from './damage/excel-damage.ts'
export { renderTableEvidence, tableEvidence } from './evidence/catalogue.ts'
export type { Evidence, Guess } from './evidence/evidence.ts'
export type { BadRow } from './formats/raw-block.ts'
export { ENCODINGS, type Encoding } from './guess/encoding.ts'
export { DEFAULT_LIMITS, type TableLimits } from './model/limits.ts'
export type { Result } from './model/result.ts'
export {
  DELIMITERS,
  DETAIL_ROLES,
  type Delimiter,
  type LineEnd,
  ROLES,
  type Role,
  TABLE_FORMATS,
  TABLE_KINDS,
  type TableFormat,
  type TableKind,
  WRITE_FORMATS,
  type WriteFormat,
} from './model/roles.ts'
export { type OpenedSheets, openSheets } from './open-sheets.ts'
export { openTable } from './open-table.ts'
export { PERSONAL_KINDS, type PersonalKind } from './privacy/personal-column.ts'
export { renderTableProblem, tableProblems } from './problems/catalogue.ts'
export type { TableProblem } from './problems/problem.ts'
export type { SourceInput } from './source/byte-source.ts'
export type {
  CellDamage,
  HeaderReading,
  PersonalColumn,
  ReadReport,
  RowBatch,
  RowStep,
  RowStop,
  Table,
  TableColumn,
} from './table.ts'
export type { ColumnRef, TableOptions } from './table-options.ts'
export { type BadRowFile, createBadRowFile } from './write/bad-row-file.ts'
export { type FormColumn, type FormSheet, writeFormWorkbook } from './write/form-workbook.ts'
export { neutraliseFormula, restoreFormula } from './write/formula.ts'
export { type Output, openOutput } from './write/output-file.ts'
export { type OutputLike, outputLike } from './write/output-like.ts'
export { reportSheet } from './write/report-sheet.ts'
export type { OutputColumn } from './write/row-encoder.ts'
export { createTableWriter, type TableWriter, type TableWriterOptions } from './write/table-writer.ts'
