import type { ProblemTexts } from '@yingma/core'
import type { BatchProblem } from '../problem.ts'

const list = (values: readonly string[]) => values.join(', ')

/** English texts of the problems of a run. */
export const en: ProblemTexts<BatchProblem> = {
  'batch.input-missing': (p) => `No such input: ${p.input}. Check the path or the pattern.`,
  'batch.input-unknown-kind': (p) =>
    `Cannot tell what kind of input this is: ${p.input}. Use .csv, .tsv, .txt, .parquet, .xlsx, .xls, a folder, a glob, or a postgres:// or clickhouse:// address.`,
  'batch.input-empty': (p) => `The input has no rows of data: ${p.input}.`,
  'batch.input-changed': (p) => `File ${p.file} changed since the run began. Start again without --resume.`,
  'batch.columns-differ': (p) =>
    `Files ${p.file} and ${p.other} have different columns: ${list(p.columns)}. Rename them or run them apart.`,
  'batch.column-missing': (p) => `The table has no column "${p.column}". It has: ${list(p.columns)}.`,
  'batch.column-taken': (p) =>
    `The input already has a column "${p.column}", which is a column of the output. Rename it first.`,
  'batch.role-unknown': (p) =>
    `Cannot tell which column is "${p.role}"; say it with --column ${p.role}=COLUMN. Columns: ${list(p.columns)}.`,
  'batch.name-column-unknown': (p) =>
    `Cannot tell which column holds the exam names; say it with --column name=COLUMN. Columns: ${list(p.columns)}.`,
  'batch.money-unreadable': (p) =>
    `${p.lines} lines of column ${p.column} hold no number (for example "${p.example}"): counted as nothing they would hide what was charged. Write amounts in yuan as digits, or leave the cell empty where nothing was charged.`,
  'batch.session-empty': (p) =>
    `${p.lines} lines say no order (${list(p.columns)} empty): together they would be one exam of strangers. Fill it, leave these lines out, or say what an exam is with --column session=COLUMN,COLUMN.`,
  'batch.institution-column-unknown': (p) =>
    `Memories of several institutions are given (${list(p.institutions)}), but no column tells the institution; say it with --column institution=COLUMN. Columns: ${list(p.columns)}.`,
  'batch.name-column-numeric': (p) =>
    `${Math.round(p.share * 100)}% of the rows of the name column "${p.column}" are numbers (for example ${p.sample}); it looks like a code column. Say the right one with --column name=COLUMN.`,
  'batch.wrong-encoding': (p) =>
    `File ${p.file}${p.row === null ? '' : `, row ${p.row},`} is not valid ${p.encoding} text. Say the encoding with --encoding gb18030 or --encoding utf-8.`,
  'batch.ragged-row': (p) =>
    `File ${p.file}, row ${p.row}: ${p.expected} columns expected, ${p.found} found: ${p.line}. Check separator and quotes and mend the row.`,
  'batch.unclosed-quote': (p) => `File ${p.file}, row ${p.row}: a quote is never closed: ${p.line}. Mend the row.`,
  'batch.broken-parquet': (p) => `File ${p.file} is not a whole Parquet file (${p.reason}). Export or copy it again.`,
  'batch.broken-workbook': (p) => `Cannot read the workbook ${p.file} (${p.reason}). Save it as .xlsx in Excel.`,
  'batch.disk-full': (p) =>
    `The disk is full: ${p.folder}. Free some space and continue with --resume, or name another folder with --spill.`,
  'batch.memory-too-small': (p) =>
    `The memory limit ${p.limit} is too small (${p.reason}). Raise --memory and continue with --resume.`,
  'batch.connection-failed': (p) =>
    `Cannot connect to ${p.server} (${p.reason}). Check address, account and that the server runs.`,
  'batch.connection-lost': (p) =>
    `The connection to ${p.server} was lost (${p.reason}). Continue with --resume once it is back.`,
  'batch.table-missing': (p) => `${p.server} has no table ${p.table}.`,
  'batch.engine-cannot-read': (p) =>
    `Engine ${p.engine} cannot read ${p.input} in place. Inputs of the ClickHouse engine are names of its tables.`,
  'batch.engine-refused': (p) => `Engine ${p.engine} refused: ${p.reason}`,
  'batch.output-exists': (p) =>
    `Folder ${p.folder} already holds a finished run. Choose another folder or pass --overwrite.`,
  'batch.run-unfinished': (p) =>
    `Folder ${p.folder} holds an unfinished run. Continue with --resume or start anew with --overwrite.`,
  'batch.run-active': (p) => `Process ${p.pid} is writing to ${p.folder}. Wait until it ends.`,
  'batch.nothing-to-resume': (p) => `Folder ${p.folder} holds no run to continue. Leave out --resume.`,
  'batch.resume-different': (p) =>
    `The unfinished run in ${p.folder} differs from this one: ${list(p.what)}. Continue with the same options or start anew with --overwrite.`,
  'batch.counts-differ': (p) =>
    `Counts do not reconcile (${p.check}): expected ${p.expected}, found ${p.found}. Nothing was published.`,
  'batch.interrupted': (p) =>
    `Interrupted in step ${p.step}; nothing half-written is left. Continue with --resume from ${p.folder}.`,
  'batch.bad-option': (p) => `Bad value for ${p.option}: ${p.value}.`,
}
