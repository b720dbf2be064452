import type { StandardChange } from '../../../api/operations.ts'

export const KINDS = ['add', 'change', 'retire', 'merge', 'split', 're-word'] as const
export const SUBJECTS = ['item', 'facet-value', 'rule', 'lexicon-term'] as const
export const WORDINGS = [
  'established-term',
  'other-abbreviation',
  'other-part-word',
  'other-method-word',
  'item-qualifier',
  'part-omitted',
  'side-omitted',
] as const

export type Kind = (typeof KINDS)[number]
export type Subject = (typeof SUBJECTS)[number]
export type Cells = Readonly<Record<string, string>>

/** One change as it is being written: every field there is, whatever kind is chosen, so that nothing typed is lost on the way. */
export interface ChangeForm {
  readonly subject: Subject
  readonly kind: Kind
  /** The table below standard/ for values and rows. */
  readonly file: string
  readonly code: string
  /** Several codes, as typed. */
  readonly codes: string
  /** What follows: one code or several, as typed. */
  readonly into: string
  readonly why: string
  /** ISO day. */
  readonly date: string
  readonly name: string
  readonly nameEn: string
  readonly wording: (typeof WORDINGS)[number]
  readonly before: readonly Cells[]
  readonly after: readonly Cells[]
}

export function emptyChange(today: string): ChangeForm {
  return {
    subject: 'item',
    kind: 'add',
    file: '',
    code: '',
    codes: '',
    into: '',
    why: '',
    date: today,
    name: '',
    nameEn: '',
    wording: 'established-term',
    before: [],
    after: [],
  }
}

export type Field =
  | 'table'
  | 'code'
  | 'codes'
  | 'into'
  | 'target'
  | 'why'
  | 'date'
  | 'names'
  | 'cells'
  | 'before'
  | 'after'

const LEAVING = ['why', 'date'] as const
const OF_ITEMS: Readonly<Record<Kind, readonly Field[]>> = {
  add: ['codes'],
  change: ['code', 'into', 'why'],
  retire: ['code', 'into', ...LEAVING],
  merge: ['codes', 'target', ...LEAVING],
  split: ['code', 'into', ...LEAVING],
  're-word': ['code', 'names'],
}
const OF_VALUES: Readonly<Record<Kind, readonly Field[]>> = {
  add: ['table', 'cells'],
  change: ['table', 'code', 'cells'],
  retire: ['table', 'code'],
  merge: ['table', 'codes', 'target', ...LEAVING],
  split: ['table', 'code', 'into', ...LEAVING],
  're-word': ['table', 'code', 'cells'],
}
const OF_ROWS: Readonly<Record<Kind, readonly Field[]>> = {
  add: ['table', 'after'],
  change: ['table', 'before', 'after'],
  retire: ['table', 'before'],
  merge: ['table', 'before', 'after'],
  split: ['table', 'before', 'after'],
  're-word': ['table', 'before', 'after'],
}

/** The fields that a change of this kind has, in the order in which they are filled in. */
export function fieldsOf({ subject, kind }: Pick<ChangeForm, 'subject' | 'kind'>): readonly Field[] {
  if (subject === 'item') return OF_ITEMS[kind]
  return subject === 'facet-value' ? OF_VALUES[kind] : OF_ROWS[kind]
}

/** Whether several rows may stand before or after a change of rows. */
export function isMany(kind: Kind, side: 'before' | 'after'): boolean {
  return side === 'before' ? kind === 'retire' || kind === 'merge' : kind === 'add' || kind === 'split'
}

/** Codes as typed, apart. */
export function codesIn(text: string): string[] {
  return text.split(/[\s,，、+]+/).filter((code) => code !== '')
}

/** Id of the dictionary of a table of values. */
export function dictionaryOf(file: string): string {
  return file.replace(/^facets\//, '').replace(/\.tsv$/, '')
}

/** The change as it is proposed; undefined while something is missing. */
export function changeOf(form: ChangeForm): StandardChange | undefined {
  if (!isWhole(form)) return undefined
  if (form.subject === 'item') return itemChange(form)
  if (form.subject === 'facet-value') return valueChange(form)
  const { kind, subject, file, before, after } = form
  return { kind, subject, file, before: [...before], after: fieldsOf(form).includes('after') ? [...after] : [] }
}

function isWhole(form: ChangeForm): boolean {
  const has: Readonly<Record<Field, boolean>> = {
    table: form.file !== '',
    code: codesIn(form.code).length === 1,
    codes: codesIn(form.codes).length > 0,
    into: codesIn(form.into).length > 0,
    target: codesIn(form.into).length === 1,
    why: form.why.trim() !== '',
    date: /^\d{4}-\d{2}-\d{2}$/.test(form.date),
    names: form.name.trim() + form.nameEn.trim() !== '',
    cells: Object.values(form.after[0] ?? {}).some((cell) => cell !== ''),
    before: form.before.length >= (form.kind === 'merge' ? 2 : 1),
    after: form.after.length >= (form.kind === 'split' ? 2 : 1) && form.after.every(isSaid),
  }
  return fieldsOf(form).every((field) => has[field])
}

function isSaid(cells: Cells): boolean {
  return Object.values(cells).some((cell) => cell !== '')
}

function itemChange(form: ChangeForm): StandardChange {
  const subject = 'item'
  const { kind, date } = form
  const [code, into, reason] = [form.code.trim(), codesIn(form.into), form.why.trim()]
  switch (kind) {
    case 'add':
      return { kind, subject, codes: codesIn(form.codes) }
    case 'change':
      return { kind, subject, code, successors: into, reason }
    case 'retire':
      return { kind, subject, code, successors: into, reason, date }
    case 'merge':
      return { kind, subject, codes: codesIn(form.codes), into: into[0] ?? '', reason, date }
    case 'split':
      return { kind, subject, code, into, reason, date }
    case 're-word': {
      const [name, nameEn] = [form.name.trim(), form.nameEn.trim()]
      const said = { ...(name === '' ? {} : { name }), ...(nameEn === '' ? {} : { nameEn }) }
      return { kind, subject, code, ...said, reason: form.wording }
    }
  }
}

function valueChange(form: ChangeForm): StandardChange {
  const subject = 'facet-value'
  const { kind, date } = form
  const dictionary = dictionaryOf(form.file)
  const [code, into, reason] = [form.code.trim(), codesIn(form.into), form.why.trim()]
  const cells = form.after[0] ?? {}
  switch (kind) {
    case 'add':
      return { kind, subject, dictionary, row: cells }
    case 'change':
    case 're-word':
      return { kind, subject, dictionary, code, cells }
    case 'retire':
      return { kind, subject, dictionary, code }
    case 'merge':
      return { kind, subject, dictionary, codes: codesIn(form.codes), into: into[0] ?? '', reason, date }
    case 'split':
      return { kind, subject, dictionary, code, into, reason, date }
  }
}

/** A change that was proposed, as a form to write on. */
export function formOf(change: StandardChange, today: string): ChangeForm {
  const said = change as Readonly<Partial<Record<string, unknown>>>
  const text = (key: string): string => (typeof said[key] === 'string' ? (said[key] as string) : '')
  const list = (key: string): string => (Array.isArray(said[key]) ? (said[key] as string[]).join(' ') : text(key))
  const rows = (key: string): readonly Cells[] => (Array.isArray(said[key]) ? (said[key] as Cells[]) : [])
  const cells = (said.row ?? said.cells) as Cells | undefined
  const wording = WORDINGS.find((one) => one === said.reason)
  return {
    ...emptyChange(today),
    subject: change.subject,
    kind: change.kind,
    file: text('file') || (text('dictionary') === '' ? '' : `facets/${text('dictionary')}.tsv`),
    code: text('code'),
    codes: list('codes'),
    into: list('successors') || list('into'),
    why: change.kind === 're-word' ? '' : text('reason'),
    date: text('date') || today,
    name: text('name'),
    nameEn: text('nameEn'),
    ...(wording === undefined ? {} : { wording }),
    before: rows('before'),
    after: cells === undefined ? rows('after') : [cells],
  }
}
