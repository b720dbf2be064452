import type { LineEnd, WriteFormat } from '../model/roles.ts'
import type { Table } from '../table.ts'

/** How to write a table of the same kind as one that was read. */
export interface OutputLike {
  readonly format: WriteFormat
  readonly delimiter: ',' | '\t' | ';' | '|'
  readonly lineEnd: LineEnd
  readonly mark: boolean
  readonly header: boolean
  /** True where the kind could not be kept: workbooks of other kinds and web pages become XLSX, lists CSV. */
  readonly changed: boolean
}

/**
 * The same kind out as in: delimiter, line ends and header are kept, text becomes UTF-8, with a byte order mark where the
 * input had one or was in an older encoding (so that a spreadsheet program opens it rightly).
 */
export function outputLike(
  table: Pick<Table, 'format' | 'delimiter' | 'lineEnd' | 'encoding' | 'mark' | 'header'>,
): OutputLike {
  const found = table.format.value
  const format: WriteFormat = found === 'csv' || found === 'tsv' || found === 'jsonl' ? found : 'xlsx'
  const encoding = table.encoding?.value
  const list = table.delimiter?.value === ''
  return {
    format,
    delimiter: table.delimiter?.value || ',',
    lineEnd: table.lineEnd ?? '\n',
    mark: table.mark || (encoding !== undefined && encoding !== 'utf-8'),
    header: table.header.value.row > 0 || found === 'jsonl',
    changed: format !== found || list,
  }
}
