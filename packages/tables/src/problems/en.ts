import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { Damage, JsonKind, OtherFile, TableProblem } from './problem.ts'
import { bytes, shown } from './words.ts'
import { cellAt, list, rowAt } from './words-en.ts'

const jsonKinds: Readonly<Record<JsonKind, string>> = {
  null: 'null',
  array: 'an array',
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
}

const others: Readonly<Record<OtherFile, string>> = {
  pdf: 'a PDF',
  image: 'an image',
  zip: 'a ZIP archive without a workbook',
  rar: 'a RAR or 7z archive',
  gzip: 'a packed file (gzip)',
  word: 'a Word document',
  json: 'one JSON document (a list in brackets) instead of one object on each line',
  'compound-file': 'an Office file without a workbook',
  binary: 'a binary file',
}

const damages: Readonly<Record<Damage, string>> = {
  'cut-off': 'it ends too early',
  missing: 'it is missing',
  checksum: 'its checksum is wrong',
  'cannot-unpack': 'it cannot be unpacked',
  syntax: 'it is not well formed',
  unreadable: 'it cannot be read',
  endless: 'reading it does not end',
}

export const en: ProblemTexts<TableProblem> = {
  'table-ragged-row': (p) =>
    `${rowAt(p)}: ${p.actual} cells where the table has ${p.expected} columns. Look for a delimiter inside a cell that is not quoted, correct the row, or set such rows aside (bad rows).`,
  'table-unbalanced-quote': (p) =>
    `${cellAt(p)}: a cell opens with a quotation mark that is not closed, or goes on behind the closing one. Double the quotation marks inside the cell and quote the whole of it, or set such rows aside (bad rows).`,
  'table-nul-byte': (p) =>
    `${cellAt(p)}: the cell holds a NUL character. The file is damaged, or is UTF-16 without a byte order mark (give the encoding).`,
  'table-undecodable': (p) =>
    `${cellAt(p)}: bytes that are no ${p.encoding} text. Give the right encoding, export the table again, or set such rows aside (bad rows).`,
  'table-cell-too-long': (p) =>
    `${cellAt(p)}: ${p.length} characters in one cell, ${p.limit} are allowed. Look for a missing line end or quotation mark, or raise the limit.`,
  'table-not-json': (p) => `${rowAt(p)}: not JSON. JSONL holds one JSON object on each line.`,
  'table-not-object': (p) =>
    `${rowAt(p)}: ${jsonKinds[p.found]} where a JSON object is expected, such as {"name":"CT胸部平扫"}; all lines are objects or all are strings.`,
  'table-unknown-key': (p) =>
    `${rowAt(p)}: the key ${shown(p.key)} does not occur at the beginning of the file. Give the columns, or add the key to the first line.`,

  'table-file-missing': (p) => `${p.file}: there is no such file. Check the name and the folder.`,
  'table-file-unreadable': (p) => `${p.file}: cannot be read (${fileTrouble(p.reason, 'en')}).`,
  'table-empty': (p) => `${p.file}: the file is empty.`,
  'table-no-rows': (p) => `${p.file}: there is no row with content.`,
  'table-not-a-table': (p) => `${p.file}: this is ${others[p.found]}, not a table. Save it as CSV, XLSX, XLS or JSONL.`,
  'table-format-mismatch': (p) => `${p.file}: asked to read it as ${p.wanted}, but its content is ${p.found}.`,
  'table-unknown-encoding': (p) =>
    `${p.file}: the encoding ${shown(p.encoding)} is not known. Known are utf-8, utf-16le, utf-16be, gb18030 (gbk, gb2312) and big5.`,
  'table-password': (p) => `${p.file}: the workbook is protected by a password. Save a copy without a password.`,
  'table-damaged': (p) =>
    `${p.file}: ${p.part} is damaged (${damages[p.damage]}). Open the file in a spreadsheet program and save it again.`,
  'table-too-large': (p) =>
    `${p.file}: more than ${bytes(p.limit)} have to be held in memory for this kind of file. Save it as XLSX or CSV, or raise the limit.`,
  'table-zip-bomb': (p) =>
    `${p.file}: ${p.part} unpacks ${bytes(p.packed)} to ${bytes(p.unpacked)} or more; allowed are ${bytes(p.maxUnpacked)} in all and ${p.maxRatio} to 1. Such a file may be made to exhaust the machine; raise the limit only if you trust it.`,
  'table-unknown-sheet': (p) => `${p.file}: there is no sheet ${shown(p.sheet)}; there are ${list(p.sheets)}.`,
  'table-unknown-header': (p) => `${p.file}: row ${p.row} has nothing in it and cannot be the header; choose another.`,
  'table-too-many-rows': (p) => `${p.file}: more than ${p.limit} rows. Split the table or raise the limit.`,
  'table-too-many-columns': (p) =>
    `${p.file}, row ${p.row}: ${p.actual} columns, ${p.limit} are allowed. Check the delimiter or remove columns that are not needed.`,
  'table-row-too-long': (p) =>
    `${p.file}, row ${p.row}: the row does not end within ${p.limit} characters. Check that the file is a table and has line ends.`,
  'table-unknown-column': (p) =>
    `${p.file}: there is no column ${shown(p.column)}${p.role === undefined ? '' : ` (given as ${p.role})`}; there are ${list(p.columns)}. Columns can also be given by number, from 1.`,
  'table-ambiguous-column': (p) =>
    `${p.file}: ${shown(p.column)} is the header of several columns (${p.at.join(', ')}). Give the number of the column.`,
  'table-unknown-role': (p) => `${shown(p.role)} is not something a column can be used as.`,
  'table-role-missing': (p) =>
    `${p.file}: no column could be recognised as ${p.role}; there are ${list(p.columns)}. Name the column.`,

  'table-cannot-write': (p) =>
    `${p.file}: cannot be written (${fileTrouble(p.reason, 'en')}). Nothing was left behind.`,
  'table-excel-cell-too-long': (p) =>
    `${cellAt(p)}: ${p.length} characters, a cell of Excel holds ${p.limit}. Write CSV or JSONL instead.`,
  'table-excel-columns': (p) =>
    `${p.file}: ${p.actual} columns, a sheet of Excel holds ${p.limit}. Write CSV or JSONL instead.`,
  'table-excel-too-large': (p) => `${p.file}: the workbook grows beyond 4 GiB. Write CSV or JSONL instead.`,
  'table-lone-surrogate': (p) =>
    `${cellAt(p)}: half a character that UTF-8 cannot hold. Correct the cell, or write JSONL or XLSX.`,
}
