import type { Dictionary, DictionaryId, Field, Scheme } from '@yingma/core'
import type { DataProblem } from './data-problem.ts'
import { type EditionFile, FILES, type RuleFile, type Sources } from './sources.ts'
import { parseTsv, type Row, words } from './tsv.ts'

/** A combination that the rules allow: the code and where the rule stands. */
export interface RuledCode {
  readonly code: string
  readonly rule: RuleFile
  readonly row: number
}

interface Group {
  readonly field: string
  readonly members: string
  readonly row: number
}

/** One column of a rule table: a field, or several joined by `/` whose cell lists joined values (`22/11`). */
interface Column {
  readonly name: string
  readonly fields: readonly RuleField[]
}

interface RuleField {
  readonly name: string
  readonly dictionary: DictionaryId
}

/** A field as it stands in the code: fixed content, or the facet whose value fills it. */
interface Slot {
  readonly fixed: string | null
  readonly facet: string
  readonly isUpperLevel: boolean
}

/**
 * Expands the rule tables: each row is a small matrix (the cross product of its cells), the tables are the sum of their
 * rows. A cell lists values, ranges (`070301-03`) and named groups (`@limb-segments`).
 */
export function readRules(
  sources: Sources,
  edition: EditionFile,
  schemes: ReadonlyMap<string, Scheme>,
  dictionaries: ReadonlyMap<DictionaryId, Dictionary>,
  problems: DataProblem[],
): readonly RuledCode[] {
  const groups = readGroups(sources, problems)
  const codes: RuledCode[] = []
  for (const rule of edition.rules) {
    const scheme = schemes.get(rule.scheme)
    const text = sources.get(rule.file)
    if (scheme === undefined || text === undefined) {
      problems.push({ code: 'missing-file', file: scheme === undefined ? `schemes/${rule.scheme}.json` : rule.file })
      continue
    }
    const slots = slotsOf(scheme, rule.tag)
    const facets = facetsOf(scheme, rule.tag)
    const columns = columnsOf(text, facets)
    const table = parseTsv(rule.file, text, { required: columns.map(({ name }) => name), optional: ['note'] }, problems)
    const named = columns.flatMap(({ fields }) => fields.map(({ name }) => name))
    for (const { name } of facets.filter((facet) => !named.includes(facet.name))) {
      problems.push({ code: 'missing-column', file: rule.file, row: 1, column: name })
    }
    for (const row of table.rows) {
      for (const values of product(columns, row, groups, dictionaries, problems)) {
        codes.push({ code: codeOf(slots, values), rule, row: row.row })
      }
    }
  }
  return codes
}

function readGroups(sources: Sources, problems: DataProblem[]): ReadonlyMap<string, Group> {
  const file = FILES.groups
  const groups = new Map<string, Group>()
  const columns = { required: ['group', 'field', 'members', 'title', 'titleEn'] }
  for (const row of parseTsv(file, sources.get(file) ?? '', columns, problems).rows) {
    const first = groups.get(row.get('group'))
    if (first !== undefined) {
      problems.push({ code: 'duplicate-row', file, row: row.row, value: row.get('group'), first: first.row })
    }
    groups.set(row.get('group'), { field: row.get('field'), members: row.get('members'), row: row.row })
  }
  return groups
}

function facetsOf(scheme: Scheme, tag: string): readonly RuleField[] {
  const facets: RuleField[] = []
  for (const [index, field] of scheme.fields.entries()) {
    const dictionary = dictionaryOf(field, tag)
    if (dictionary === null || isUpperLevel(scheme.fields, index)) continue
    facets.push({ name: facetName(field, tag), dictionary })
  }
  return facets
}

function slotsOf(scheme: Scheme, tag: string): readonly Slot[] {
  return scheme.fields.map((field, index) => ({
    fixed: field.dictionary === null ? (field.fixed ?? '') : null,
    facet: facetName(field, tag),
    isUpperLevel: isUpperLevel(scheme.fields, index),
  }))
}

/** The last field of a path is the part; the fields before it are only its levels and are said by it. */
function facetName(field: Field, tag: string): string {
  return field.pathFrom === undefined ? (field.nameByTag?.[tag] ?? field.name) : 'part'
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

function columnsOf(text: string, facets: readonly RuleField[]): readonly Column[] {
  const header = text.slice(0, text.indexOf('\n')).split('\t')
  const columns: Column[] = []
  for (const name of header) {
    const fields = name.split('/').map((part) => facets.find((facet) => facet.name === part))
    if (fields.every((field) => field !== undefined)) columns.push({ name, fields })
  }
  return columns
}

/** Every combination of a row's cells, as values by facet name. */
function product(
  columns: readonly Column[],
  row: Row,
  groups: ReadonlyMap<string, Group>,
  dictionaries: ReadonlyMap<DictionaryId, Dictionary>,
  problems: DataProblem[],
): readonly ReadonlyMap<string, string>[] {
  let found: ReadonlyMap<string, string>[] = [new Map()]
  for (const column of columns) {
    const members = membersOf(row.get(column.name), column, row, groups, problems)
    if (members.length === 0) {
      problems.push({ code: 'empty-cell', file: row.file, row: row.row, column: column.name })
    }
    const choices = members.map((member) => readMember(member, column, row, dictionaries, problems))
    found = found.flatMap((before) => choices.map((choice) => new Map([...before, ...choice])))
  }
  return found
}

function membersOf(
  cell: string,
  column: Column,
  row: Row,
  groups: ReadonlyMap<string, Group>,
  problems: DataProblem[],
): readonly string[] {
  return words(cell).flatMap((word) => {
    if (!word.startsWith('@')) return rangeOf(word, row, problems)
    const group = groups.get(word.slice(1))
    if (group === undefined) {
      problems.push({ code: 'unknown-group', file: row.file, row: row.row, value: word })
      return []
    }
    if (group.field !== column.name) {
      problems.push({ code: 'group-of-other-field', file: row.file, row: row.row, value: word, column: column.name })
      return []
    }
    const members = { ...row, file: FILES.groups, row: group.row }
    return words(group.members).flatMap((member) => rangeOf(member, members, problems))
  })
}

/** `070301-03` counts the last two characters up; anything else is itself. */
function rangeOf(word: string, place: { file: string; row: number }, problems: DataProblem[]): readonly string[] {
  const match = /^(.*)(\d\d)-(\d\d)$/.exec(word)
  if (match === null) return [word]
  const [, stem = '', from = '', to = ''] = match
  if (Number(to) <= Number(from)) {
    problems.push({ code: 'bad-range', file: place.file, row: place.row, value: word })
    return []
  }
  const count = Number(to) - Number(from) + 1
  return Array.from({ length: count }, (_, n) => stem + String(Number(from) + n).padStart(2, '0'))
}

function readMember(
  member: string,
  column: Column,
  row: Row,
  dictionaries: ReadonlyMap<DictionaryId, Dictionary>,
  problems: DataProblem[],
): ReadonlyMap<string, string> {
  const cells = member.split('/')
  const found = new Map<string, string>()
  for (const [index, { name, dictionary }] of column.fields.entries()) {
    const given = cells[index] ?? ''
    const value = dictionaries.get(dictionary)?.values.get(given.toUpperCase())
    if (value === undefined || cells.length !== column.fields.length) {
      problems.push({
        code: 'unknown-value',
        file: row.file,
        row: row.row,
        column: column.name,
        value: member,
        dictionary,
      })
    }
    found.set(name, value?.code ?? given)
  }
  return found
}

function codeOf(slots: readonly Slot[], values: ReadonlyMap<string, string>): string {
  return slots
    .filter(({ isUpperLevel: upper }) => !upper)
    .map(({ fixed, facet }) => fixed ?? values.get(facet) ?? '')
    .join('')
}
