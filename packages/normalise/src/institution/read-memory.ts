import {
  type Change,
  type DecisionAnswer,
  type DecisionKey,
  type InstitutionMemory,
  type MemoryTerm,
  type MemoryVersion,
  SLOT_COLUMNS,
  SWITCHES,
  type SwitchName,
} from './memory.ts'
import type { MemoryProblem } from './memory-problem.ts'

export type ReadResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly MemoryProblem[] }

/** Reads the memory of an institution from parsed JSON. Whatever is not known or not right is a problem with its place. */
export function readMemory(file: string, json: unknown): ReadResult<InstitutionMemory> {
  const reader = new Reader(file)
  const top = reader.object(json, '', ['format', 'institution', 'current', 'versions', '$schema'])
  if (top?.format !== 'yingma-institution') return { ok: false, problems: [{ code: 'memory-not-a-memory', file }] }
  const versions = reader.list(top.versions, 'versions', (one, at) => readVersion(reader, one, at))
  const memory: InstitutionMemory = {
    format: 'yingma-institution',
    institution: reader.text(top.institution, 'institution'),
    current: reader.whole(top.current, 'current'),
    versions,
  }
  if (reader.problems.length === 0) checkVersions(reader, memory)
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, value: memory }
}

/** Reads a list of changes: `{"changes": […]}`, as a proposal to be previewed or adopted. */
export function readChanges(file: string, json: unknown): ReadResult<readonly Change[]> {
  const reader = new Reader(file)
  const top = reader.object(json, '', ['changes', '$schema'])
  const changes = reader.list(top?.changes, 'changes', (one, at) => readChange(reader, one, at))
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, value: changes }
}

function checkVersions(reader: Reader, { current, versions }: InstitutionMemory): void {
  const known = new Set([0])
  for (const [at, { version, base }] of versions.entries()) {
    if (known.has(version)) reader.expect(`versions[${at}].version`, 'a number that no other version has')
    if (!known.has(base)) reader.noVersion(`versions[${at}].base`, base)
    known.add(version)
  }
  if (!known.has(current)) reader.noVersion('current', current)
}

function readVersion(reader: Reader, json: unknown, at: string): MemoryVersion {
  const step = reader.object(json, at, ['version', 'base', 'at', 'note', 'changes'])
  return {
    version: reader.whole(step?.version, `${at}.version`),
    base: reader.whole(step?.base, `${at}.base`),
    at: reader.text(step?.at, `${at}.at`),
    note: reader.text(step?.note, `${at}.note`, true),
    changes: reader.list(step?.changes, `${at}.changes`, (one, place) => readChange(reader, one, place)),
  }
}

function readChange(reader: Reader, json: unknown, at: string): Change {
  const kind = (json as { readonly kind?: unknown } | null)?.kind
  if (kind === 'term') {
    const change = reader.object(json, at, ['kind', 'term', 'removed'])
    const term = readTerm(reader, change?.term, `${at}.term`)
    return change?.removed === true ? { kind, term, removed: true } : { kind, term }
  }
  if (kind === 'switch') {
    const change = reader.object(json, at, ['kind', 'name', 'value'])
    if (typeof change?.value !== 'boolean') reader.expect(`${at}.value`, 'true or false')
    return { kind, name: reader.switchName(change?.name, `${at}.name`), value: change?.value === true }
  }
  const change = reader.object(json, at, ['kind', 'key', 'answer', 'note'])
  if (kind !== 'decision') reader.expect(`${at}.kind`, 'decision, term or switch')
  const note = change?.note === undefined ? {} : { note: reader.text(change.note, `${at}.note`, true) }
  const answer = change?.answer === null ? null : readAnswer(reader, change?.answer, `${at}.answer`)
  return { kind: 'decision', key: readKey(reader, change?.key, `${at}.key`), answer, ...note }
}

function readTerm(reader: Reader, json: unknown, at: string): MemoryTerm {
  const row = reader.object(json, at, ['term', 'kind', 'value', 'scope'])
  const scope = row?.scope === undefined ? {} : { scope: reader.texts(row.scope, `${at}.scope`) }
  const [term, kind, value] = [row?.term, row?.kind, row?.value]
  return {
    term: reader.text(term, `${at}.term`),
    kind: reader.text(kind, `${at}.kind`),
    value: reader.text(value, `${at}.value`, true),
    ...scope,
  }
}

function readKey(reader: Reader, json: unknown, at: string): DecisionKey {
  const key = reader.object(json, at, ['localCode', 'name', 'modality'])
  const name = key?.name === undefined ? undefined : reader.text(key.name, `${at}.name`)
  if (key?.localCode !== undefined)
    return { localCode: reader.text(key.localCode, `${at}.localCode`), ...(name === undefined ? {} : { name }) }
  if (name === undefined) reader.expect(at, 'localCode or name')
  const modality = key?.modality === undefined ? {} : { modality: reader.text(key.modality, `${at}.modality`, true) }
  return { name: name ?? '', ...modality }
}

function readAnswer(reader: Reader, json: unknown, at: string): DecisionAnswer {
  const kind = (json as { readonly kind?: unknown } | null)?.kind
  if (kind === 'no-item' || kind === 'not-exam') {
    reader.object(json, at, ['kind'])
    return { kind }
  }
  if (kind === 'by-column') {
    const answer = reader.object(json, at, ['kind', 'column', 'codes'])
    const column = SLOT_COLUMNS.find((one) => one === answer?.column)
    if (column === undefined) reader.expect(`${at}.column`, SLOT_COLUMNS.join(', '))
    const codes = Object.entries(reader.object(answer?.codes, `${at}.codes`) ?? {})
    return {
      kind,
      column: column ?? 'side',
      codes: Object.fromEntries(codes.map(([cell, list]) => [cell, reader.texts(list, `${at}.codes.${cell}`)])),
    }
  }
  const answer = reader.object(json, at, ['kind', 'codes'])
  if (kind !== 'items') reader.expect(`${at}.kind`, 'items, no-item, not-exam or by-column')
  const codes = reader.texts(answer?.codes, `${at}.codes`)
  if (kind === 'items' && codes.length === 0) reader.expect(`${at}.codes`, 'one code at least')
  return { kind: 'items', codes }
}

/** Takes values of unknown shape, and notes where they are not what they should be. */
class Reader {
  readonly problems: MemoryProblem[] = []
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  expect(at: string, expected: string): void {
    this.problems.push({ code: 'memory-bad-value', file: this.#file, at: at === '' ? '$' : at, expected })
  }

  noVersion(at: string, version: number): void {
    this.problems.push({ code: 'memory-no-version', file: this.#file, at, version })
  }

  object(json: unknown, at: string, keys?: readonly string[]): Readonly<Record<string, unknown>> | undefined {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      this.expect(at, '{…}')
      return undefined
    }
    for (const key of Object.keys(json)) {
      if (keys?.includes(key) === false)
        this.problems.push({ code: 'memory-unknown-key', file: this.#file, at: at === '' ? '$' : at, key })
    }
    return json as Readonly<Record<string, unknown>>
  }

  list<T>(json: unknown, at: string, read: (one: unknown, at: string) => T): readonly T[] {
    if (Array.isArray(json)) return json.map((one: unknown, index) => read(one, `${at}[${index}]`))
    this.expect(at, '[…]')
    return []
  }

  text(json: unknown, at: string, mayBeEmpty = false): string {
    if (typeof json === 'string' && (mayBeEmpty || json.trim() !== '')) return json
    this.expect(at, mayBeEmpty ? 'a text' : 'a text that is not empty')
    return ''
  }

  texts(json: unknown, at: string): readonly string[] {
    return this.list(json, at, (one, place) => this.text(one, place))
  }

  whole(json: unknown, at: string): number {
    if (typeof json === 'number' && Number.isInteger(json) && json >= 0) return json
    this.expect(at, 'a whole number')
    return 0
  }

  switchName(json: unknown, at: string): SwitchName {
    const found = SWITCHES.find((name) => name === json)
    if (found === undefined)
      this.problems.push({ code: 'memory-unknown-switch', file: this.#file, at, name: String(json), known: SWITCHES })
    return found ?? SWITCHES[0]
  }
}
