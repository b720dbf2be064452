import type { NormaliseInput, Reason, Relation, State } from '../result.ts'
import { CLASSES, FLAGS, MODIFIERS, REASONS, RELATIONS, STATES } from '../result.ts'

/** The facets that a default or a missing facet can name. */
const FACETS = ['modality', 'device', 'part', 'side', 'scan', 'processing', 'position', 'route', 'detail'] as const

/** Columns that a heading can give behind the name, as `key=value`. */
const COLUMNS = [
  'modality',
  'part',
  'side',
  'position',
  'method',
  'contrast',
  'device',
  'department',
  'ageGroup',
  'sex',
  'charge',
  'localCode',
] as const

/** Lists of the second line. `none` alone states that the list is empty. */
const LISTS: Record<ListName, readonly string[]> = {
  modifiers: MODIFIERS,
  flags: FLAGS,
  defaults: FACETS,
  classes: CLASSES,
  missing: FACETS,
}
type ListName = 'modifiers' | 'flags' | 'defaults' | 'classes' | 'missing'

/** One acceptable reading: a state and, unless left open, the set of codes. */
export interface Reading {
  readonly state: State
  /** `undefined`: the codes are not judged. Empty: none may be chosen. */
  readonly codes: readonly string[] | undefined
}

/** What a radiographer expects of a name. Lists are lower bounds; an empty one means: must be empty. */
export interface Expectation {
  readonly readings: readonly Reading[]
  readonly relation?: Relation
  readonly reason?: Reason
  /** Codes that must be offered among the candidates. */
  readonly candidates?: readonly string[]
  readonly lists: Readonly<Partial<Record<ListName, readonly string[]>>>
}

export interface Case {
  readonly input: NormaliseInput
  /** One-based line of the heading. */
  readonly line: number
  readonly expected: Expectation
}

export interface CaseFile {
  /** The sentence behind `#` on the first line. */
  readonly phenomenon: string
  readonly cases: readonly Case[]
}

/** Something wrong in a case file. `line` is one-based. */
export interface CaseFileProblem {
  readonly code:
    | 'no-phenomenon'
    | 'no-case'
    | 'no-expectation'
    | 'text-outside-case'
    | 'bad-heading'
    | 'unknown-column'
    | 'unknown-state'
    | 'bad-code'
    | 'codes-required'
    | 'codes-forbidden'
    | 'bad-annotation'
    | 'unknown-key'
    | 'unknown-value'
    | 'key-twice'
    | 'relation-of-several'
    | 'case-twice'
  readonly line: number
  readonly text: string
}

const HEADING = /^=== ?(.*?) ?===(?!.*===)(.*)$/u
const CODE = /^(?:[2-4]\d[0-9A-Za-z]{12}|50[0-9A-Za-z]{12}|[AB]0[0-9A-Za-z]{10}|C0[0-9A-Za-z]{11})$/u
/** States whose readings must name the codes, and those that must not. */
const WITH_CODES: ReadonlySet<State> = new Set(['mapped', 'review'])
const WITHOUT_CODES: ReadonlySet<State> = new Set(['no-item', 'not-exam'])

const isOneOf = <T extends string>(list: readonly T[], word: string): word is T => list.some((x) => x === word)

/** Reads one case file (grammar: cases/README.md). Problems are data: a file with any must fail its runner. */
export function parseCaseFile(text: string): {
  readonly file: CaseFile
  readonly problems: readonly CaseFileProblem[]
} {
  const problems: CaseFileProblem[] = []
  const cases: Case[] = []
  const seen = new Set<string>()
  let phenomenon = ''
  let waiting: { readonly input: NormaliseInput; readonly line: number }[] = []
  let body: { readonly line: number; readonly text: string }[] = []

  const close = (): void => {
    if (waiting.length > 0) {
      if (body.length === 0)
        for (const w of waiting) problems.push({ code: 'no-expectation', line: w.line, text: w.input.name })
      else {
        const expected = parseExpectation(body, problems)
        for (const w of waiting) cases.push({ ...w, expected })
      }
    }
    waiting = []
    body = []
  }

  text.split(/\r?\n/u).forEach((raw, index) => {
    const line = index + 1
    if (raw.startsWith('#')) {
      if (phenomenon === '') phenomenon = raw.slice(1).trim()
    } else if (raw.startsWith('===')) {
      if (body.length > 0) close()
      const input = parseHeading(raw, line, problems)
      if (input === undefined) return
      const key = JSON.stringify(Object.entries(input).sort())
      if (seen.has(key)) problems.push({ code: 'case-twice', line, text: raw })
      seen.add(key)
      waiting.push({ input, line })
    } else if (raw.trim() === '') close()
    else if (waiting.length === 0) problems.push({ code: 'text-outside-case', line, text: raw })
    else body.push({ line, text: raw.trim() })
  })
  close()
  if (phenomenon === '') problems.push({ code: 'no-phenomenon', line: 1, text: '' })
  if (cases.length === 0) problems.push({ code: 'no-case', line: 1, text: '' })
  return { file: { phenomenon, cases }, problems }
}

function parseHeading(raw: string, line: number, problems: CaseFileProblem[]): NormaliseInput | undefined {
  const match = HEADING.exec(raw)
  if (match === null) {
    problems.push({ code: 'bad-heading', line, text: raw })
    return undefined
  }
  const columns: Record<string, string> = {}
  const words = (match[2] ?? '').trim().split(/\s+/u).filter(Boolean)
  words.forEach((word, i) => {
    const at = word.indexOf('=')
    const key = at < 0 ? 'modality' : word.slice(0, at)
    if ((at < 0 && i > 0) || !isOneOf(COLUMNS, key) || key in columns) {
      problems.push({ code: 'unknown-column', line, text: word })
    } else columns[key] = at < 0 ? word : word.slice(at + 1)
  })
  return { name: unescapeName(match[1] ?? ''), ...columns }
}

/** `\t`, `\n`, `\\` and `\uXXXX` (a lone surrogate too) stand for what cannot be written in a text file. */
function unescapeName(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|([tn\\]))/gu,
    (_all, hex: string | undefined, letter: string | undefined) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
      return letter === 't' ? '\t' : letter === 'n' ? '\n' : '\\'
    },
  )
}

function parseExpectation(
  body: readonly { readonly line: number; readonly text: string }[],
  problems: CaseFileProblem[],
): Expectation {
  const first = body[0] ?? { line: 0, text: '' }
  const readings = parseReadings(first.text, first.line, problems)
  const found: { relation?: Relation; reason?: Reason; candidates?: readonly string[] } = {}
  const lists: Partial<Record<ListName, readonly string[]>> = {}
  for (const { line, text } of body.slice(1)) {
    if (!/^(?:\[[^[\]]*\]\s*)+$/u.test(text)) {
      problems.push({ code: 'bad-annotation', line, text })
      continue
    }
    for (const [, inner = ''] of text.matchAll(/\[([^[\]]*)\]/gu)) {
      const at = inner.indexOf(':')
      const key = (at < 0 ? inner : inner.slice(0, at)).trim()
      const values =
        at < 0
          ? []
          : inner
              .slice(at + 1)
              .split(',')
              .map((v) => v.trim())
      const report = (code: CaseFileProblem['code']): unknown => problems.push({ code, line, text: inner })
      if (at < 0) {
        if (!isOneOf(RELATIONS, key)) report('unknown-key')
        else if (found.relation !== undefined) report('key-twice')
        else if (readings.some((r) => (r.codes?.length ?? 0) > 1)) report('relation-of-several')
        else found.relation = key
      } else if (key === 'reason') {
        const [value = ''] = values
        if (values.length !== 1 || !isOneOf(REASONS, value)) report('unknown-value')
        else if (found.reason !== undefined) report('key-twice')
        else found.reason = value
      } else if (key === 'candidates') {
        if (values.some((v) => !CODE.test(v))) report('bad-code')
        else if (found.candidates !== undefined) report('key-twice')
        else found.candidates = values
      } else if (isListName(key)) {
        const allowed = LISTS[key]
        const wanted = values.length === 1 && values[0] === 'none' ? [] : values
        if (wanted.some((v) => !allowed.includes(v))) report('unknown-value')
        else if (lists[key] !== undefined) report('key-twice')
        else lists[key] = wanted
      } else report('unknown-key')
    }
  }
  return { readings, ...found, lists }
}

const isListName = (key: string): key is ListName => Object.hasOwn(LISTS, key)

/** `state codes | state codes | codes`: a reading without a state has the state of the one before it. */
function parseReadings(text: string, line: number, problems: CaseFileProblem[]): readonly Reading[] {
  let state: State | undefined
  return text.split(' | ').flatMap((part): readonly Reading[] => {
    const words = part.trim().split(/\s+/u)
    const head = words[0] ?? ''
    if (isOneOf(STATES, head)) {
      state = head
      words.shift()
    }
    if (state === undefined) {
      problems.push({ code: 'unknown-state', line, text: part })
      return []
    }
    const codes = words.join('').split('+').filter(Boolean)
    const wrong = codes.find((code) => !CODE.test(code))
    if (wrong !== undefined) problems.push({ code: 'bad-code', line, text: wrong })
    if (codes.length === 0 && WITH_CODES.has(state)) problems.push({ code: 'codes-required', line, text: part })
    if (codes.length > 0 && WITHOUT_CODES.has(state)) problems.push({ code: 'codes-forbidden', line, text: part })
    return [{ state, codes: codes.length > 0 || WITHOUT_CODES.has(state) ? codes : undefined }]
  })
}
