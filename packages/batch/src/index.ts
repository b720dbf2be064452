export { auditCharges, type ChargeAuditRecord } from './charges/audit-charges.ts'
export { CHARGE_FIELDS, type ChargeField, type ChargeRoles, readChargeRoles } from './charges/charge-columns.ts'
export { createExamReader, type ExamLine } from './charges/exam-of-lines.ts'
export type { Field, KeyField, Roles } from './columns.ts'
export { DEFAULT_KEY, FIELDS } from './columns.ts'
export { type DuckOptions, DuckSession } from './duck/session.ts'
export { type ClickHouseAddress, parseClickHouseAddress, Shard } from './engines/clickhouse/shard.ts'
export type { ExchangeFormat, Loss } from './exchange/format.ts'
export { EXCHANGE_FORMATS, writeExchange } from './exchange/formats.ts'
export { lossNote } from './exchange/losses.ts'
export {
  type EntrySource,
  type ExchangeContext,
  entriesOf,
  inputCode,
  type MappingEntry,
} from './exchange/mapping-entry.ts'
export { type GenerateTask, generateTable } from './generate/generate-table.ts'
export { type LocalName, localNames } from './generate/local-names.ts'
export { type BatchProblem, type Outcome, outcomeOf } from './problem.ts'
export { STEPS, type Stage, type StepName } from './run/checkpoints.ts'
export type { RunWatcher } from './run/run-batch.ts'
export type { RunRecord } from './run/run-record.ts'
export { DEFAULT_MEMORY, runTable, type TableRun } from './run/run-table.ts'
export { CHDB_INSTALL, type ChdbServer, chdbFolder, startChdb } from './testing/chdb.ts'
export {
  CLICKHOUSE_INSTALL,
  type ClickHouseServers,
  hasClickHouse,
  startClickHouse,
} from './testing/clickhouse-servers.ts'
export { batchProblems } from './texts/catalogue.ts'
