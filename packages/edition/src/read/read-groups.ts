import type { DataProblem, Place } from '../data-problem.ts'
import { FILES, type Sources } from './sources.ts'
import { parseTsv, type Row, words } from './tsv.ts'

/** A named list of the values of one column of the rule tables, e.g. `limb-segments` of `part`. */
export interface Group {
  readonly column: string
  readonly members: readonly string[]
}

/** Reads the named groups; ranges are written out. */
export function readGroups(sources: Sources, problems: DataProblem[]): ReadonlyMap<string, Group> {
  const file = FILES.groups
  const text = sources.get(file)
  if (text === undefined) problems.push({ code: 'data-missing-file', file })
  const groups = new Map<string, Group>()
  const rows = new Map<string, number>()
  const columns = { required: ['group', 'field', 'members', 'title', 'titleEn'] }
  for (const row of text === undefined ? [] : parseTsv(file, text, columns, problems).rows) {
    const name = row.get('group')
    const first = rows.get(name)
    if (first !== undefined) problems.push({ code: 'data-duplicate-row', file, row: row.row, value: name, first })
    const members = words(row.get('members')).flatMap((word) => rangeOf(word, row, problems))
    if (members.length === 0) problems.push({ code: 'data-empty-cell', file, row: row.row, column: 'members' })
    rows.set(name, row.row)
    groups.set(name, { column: row.get('field'), members })
  }
  return groups
}

/** The values that a cell of a rule table lists: values, ranges (`070301-03`) and groups (`@limb-segments`). */
export function membersOf(
  row: Row,
  column: string,
  groups: ReadonlyMap<string, Group>,
  problems: DataProblem[],
): readonly string[] {
  return words(row.get(column)).flatMap((word) => {
    if (!word.startsWith('@')) return rangeOf(word, row, problems)
    const group = groups.get(word.slice(1))
    if (group?.column === column) return group.members
    const place = { file: row.file, row: row.row, value: word }
    if (group === undefined) problems.push({ code: 'data-unknown-group', ...place })
    else problems.push({ code: 'data-group-of-other-field', ...place, column })
    return []
  })
}

/** `070301-03` counts the last two characters up; anything else is itself. */
function rangeOf(word: string, place: Place, problems: DataProblem[]): readonly string[] {
  const match = /^(.*)(\d\d)-(\d\d)$/.exec(word)
  if (match === null) return [word]
  const [, stem = '', from = '', to = ''] = match
  const count = Number(to) - Number(from) + 1
  if (count >= 2) return Array.from({ length: count }, (_, n) => stem + String(Number(from) + n).padStart(2, '0'))
  problems.push({
    code: 'data-bad-range',
    file: place.file,
    ...(place.row === undefined ? {} : { row: place.row }),
    value: word,
  })
  return []
}
