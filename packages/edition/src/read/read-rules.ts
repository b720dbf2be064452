import type { Dictionary, DictionaryId, Field, Scheme } from '@yingma/core'
import type { DataProblem } from '../data-problem.ts'
import { type Group, membersOf, readGroups } from './read-groups.ts'
import type { EditionFile, RuleFile, Sources } from './sources.ts'
import { parseTsv, type Row } from './tsv.ts'

/** A combination that the rules allow: the code, without the prefix of extensions, and where its rule stands. */
export interface RuledCode {
  readonly code: string
  readonly rule: RuleFile
  readonly row: number
}

/** A piece of the code, left to right: fixed content, or the facet whose value fills it. */
interface Slot {
  readonly facet: string
  readonly dictionary: DictionaryId | null
  readonly fixed: string
}

/** A column of a rule table: a facet, or several joined by `/` whose cell lists joined values (`22/11`). */
interface Column {
  readonly name: string
  /** Places of its facets among the slots. */
  readonly slots: readonly number[]
}

type Dictionaries = ReadonlyMap<DictionaryId, Dictionary>

/**
 * Expands the rule tables: each row is a small matrix (the cross product of its cells), a table is the sum of its rows.
 * Gives the codes in the order of the rules; a code may come twice, the caller reports it.
 */
export function readRules(
  sources: Sources,
  edition: EditionFile,
  schemes: ReadonlyMap<string, Scheme>,
  dictionaries: Dictionaries,
  problems: DataProblem[],
): readonly RuledCode[] {
  const groups = readGroups(sources, problems)
  const codes: RuledCode[] = []
  for (const rule of edition.rules) {
    const scheme = schemes.get(rule.scheme)
    const text = sources.get(rule.file)
    if (scheme === undefined || text === undefined) {
      problems.push({
        code: 'data-missing-file',
        file: scheme === undefined ? `schemes/${rule.scheme}.json` : rule.file,
      })
      continue
    }
    const slots = slotsOf(scheme, rule.tag)
    const columns = columnsOf(text, slots)
    const known = { required: columns.map(({ name }) => name), optional: ['note'] }
    const table = parseTsv(rule.file, text, known, problems)
    const filled = new Set(columns.flatMap((column) => column.slots))
    for (const [index, { facet, dictionary }] of slots.entries()) {
      if (dictionary === null || filled.has(index)) continue
      problems.push({ code: 'data-missing-column', file: rule.file, row: 1, column: facet })
    }
    for (const row of table.rows) {
      for (const code of codesOf(row, columns, slots, groups, dictionaries, problems)) {
        codes.push({ code, rule, row: row.row })
      }
    }
  }
  return codes
}

/** The last field of a path is the part; the fields before it are only its levels and are said by it. */
function slotsOf(scheme: Scheme, tag: string): readonly Slot[] {
  return scheme.fields
    .filter((_, index) => !isUpperLevel(scheme.fields, index))
    .map((field) => ({
      facet: field.pathFrom === undefined ? (field.nameByTag?.[tag] ?? field.name) : 'part',
      dictionary: dictionaryOf(field, tag),
      fixed: field.fixed ?? '',
    }))
}

function isUpperLevel(fields: readonly Field[], index: number): boolean {
  return fields
    .slice(index + 1)
    .some(({ pathFrom }) => pathFrom !== undefined && fields.findIndex(({ name }) => name === pathFrom) <= index)
}

function dictionaryOf(field: Field, tag: string): DictionaryId | null {
  if (field.dictionary === null || typeof field.dictionary === 'string') return field.dictionary
  return field.dictionary[tag] ?? null
}

function columnsOf(text: string, slots: readonly Slot[]): readonly Column[] {
  const header = (text.split('\n', 1)[0] ?? '').split('\t')
  const columns = header.map((name) => ({
    name,
    slots: name.split('/').map((facet) => slots.findIndex((slot) => slot.facet === facet && slot.dictionary !== null)),
  }))
  return columns.filter((column) => column.slots.every((index) => index >= 0))
}

/** Every combination of a row's cells, as codes. */
function codesOf(
  row: Row,
  columns: readonly Column[],
  slots: readonly Slot[],
  groups: ReadonlyMap<string, Group>,
  dictionaries: Dictionaries,
  problems: DataProblem[],
): readonly string[] {
  let made: (readonly string[])[] = [slots.map(({ fixed }) => fixed)]
  for (const column of columns) {
    const members = membersOf(row, column.name, groups, problems)
    if (members.length === 0) {
      problems.push({ code: 'data-empty-cell', file: row.file, row: row.row, column: column.name })
    }
    const choices = members.map((member) => readMember(member, column, slots, row, dictionaries, problems))
    made = made.flatMap((before) => choices.map((choice) => filled(before, column.slots, choice)))
  }
  return made.map((values) => values.join(''))
}

function filled(before: readonly string[], slots: readonly number[], choice: readonly string[]): readonly string[] {
  const values = [...before]
  for (const [index, slot] of slots.entries()) values[slot] = choice[index] ?? ''
  return values
}

/** One member of a cell as the values of the column's facets, spelled as in their dictionaries. */
function readMember(
  member: string,
  column: Column,
  slots: readonly Slot[],
  row: Row,
  dictionaries: Dictionaries,
  problems: DataProblem[],
): readonly string[] {
  const given = column.slots.length === 1 ? [member] : member.split('/')
  return column.slots.map((slot, index) => {
    const dictionary = slots[slot]?.dictionary ?? ''
    const value = dictionaries.get(dictionary)?.values.get((given[index] ?? '').toUpperCase())
    if (value !== undefined && given.length === column.slots.length) return value.code
    problems.push({
      code: 'data-unknown-value',
      file: row.file,
      row: row.row,
      column: column.name,
      value: member,
      dictionary,
    })
    return ''
  })
}
