import type { ProblemTexts } from '@yingma/core'
import type { DataProblem, Place } from '../data-problem.ts'

function at({ file, row }: Place): string {
  return row === undefined ? `${file}: ` : `${file} row ${row}: `
}

export const en: ProblemTexts<DataProblem> = {
  'data-missing-file': (p) => `${at(p)}the file is not there`,
  'data-not-json': (p) => `${at(p)}no JSON (${p.detail})`,
  'data-missing-column': (p) => `${at(p)}the column "${p.column}" is missing`,
  'data-unknown-column': (p) => `${at(p)}the column "${p.column}" is not known`,
  'data-cell-count': (p) => `${at(p)}${p.expected} cells expected, ${p.found} found`,
  'data-empty-cell': (p) => `${at(p)}"${p.column}" must not be empty`,
  'data-value-not-allowed': (p) => `${at(p)}"${p.value}" in "${p.column}" is none of: ${p.allowed}`,
  'data-duplicate-row': (p) => `${at(p)}"${p.value}" stands in row ${p.first} already`,
  'data-unknown-value': (p) => `${at(p)}"${p.value}" in "${p.column}" is not in the dictionary ${p.dictionary}`,
  'data-unknown-dictionary': (p) => `${at(p)}there is no dictionary "${p.value}"`,
  'data-unknown-group': (p) => `${at(p)}there is no group "${p.value}"`,
  'data-group-of-other-field': (p) => `${at(p)}the group "${p.value}" is not one of the column "${p.column}"`,
  'data-bad-range': (p) => `${at(p)}the range "${p.value}" does not end after its start`,
  'data-code-width': (p) =>
    `${at(p)}the widths of "${p.value}" must add up to ${p.width} and its id must be the file's name`,
  'data-letter-not-allowed': (p) => `${at(p)}the code "${p.value}" has a letter i, o or l`,
  'data-bad-parent': (p) => `${at(p)}the parent "${p.parent}" of "${p.value}" leads back to it`,
  'data-extension-prefix': (p) =>
    `${at(p)}"${p.value}": the own characters of an extension value begin with Y, those of a published value never`,
  'data-extension-in-published': (p) =>
    `${at(p)}a published rule uses an extension value (${p.value}); extensions have rule tables of their own`,
  'data-duplicate-item': (p) => `${at(p)}the item ${p.value} is given by ${p.other} already`,
  'data-unknown-item': (p) => `${at(p)}there is no item ${p.value}`,
  'data-missing-id': (p) => `${at(p)}${p.kind} ${p.value} has no permanent id yet`,
  'data-useless-override': (p) => `${at(p)}the name of ${p.value} is what the grammar says; the row is not needed`,
}
