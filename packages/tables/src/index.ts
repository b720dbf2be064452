export { openTable } from './open-table.ts'
export { createTableWriter } from './write/table-writer.ts'
