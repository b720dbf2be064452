import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseCaseFile } from '../../src/cases/case-file.ts'
import type { NormaliseInput } from '../../src/index.ts'

/** What a name is labelled as: an exam with or without items, an open name, or no exam at all. */
type Status = 'mapped' | 'ambiguous' | 'not_exam'

/** One labelled name. A slot lists alternatives, each one code or codes joined by `+`; an empty slot has no published item. */
export interface Labelled {
  readonly input: NormaliseInput
  readonly source: string
  readonly statuses: readonly Status[]
  /** Acceptable lists of slots. */
  readonly readings: readonly (readonly (readonly string[])[])[]
  /** Codes that may stand in an answer but need not. */
  readonly optional: readonly string[]
  /** Labelled as a contradiction: accepting it is wrong whatever the codes. */
  readonly contradicts: boolean
}

export interface LabelledSet {
  readonly name: string
  readonly names: readonly Labelled[]
}

interface Line {
  readonly name: string
  readonly hint?: string
  readonly source?: string
  readonly status?: Status
  readonly alt_status?: Status | readonly Status[]
  readonly expected: readonly (readonly string[])[]
  readonly alt_expected?: readonly (readonly (readonly string[])[])[]
  readonly optional?: readonly string[]
  readonly tags?: readonly string[]
}

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const CASES = new URL('../../cases/', import.meta.url)
/** Labelled sets are not part of the project: they lie in the folder YINGMA_NAMES, else in ../shared beside the checkout. */
const FOLDER = process.env.YINGMA_NAMES ?? join(ROOT, '..', 'shared', 'data', 'names')

/** `dev` or `dev-unseen`; undefined where the file is not there. */
export function loadLabelled(name: string): LabelledSet | undefined {
  const file = join(FOLDER, `${name}.jsonl`)
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
  return { name, names: lines.map((line) => fromLine(JSON.parse(line) as Line)) }
}

function fromLine(line: Line): Labelled {
  return {
    input: { name: line.name, modality: line.hint ?? '' },
    source: line.source ?? '-',
    statuses: [line.status ?? 'mapped', ...[line.alt_status ?? []].flat()],
    readings: [line.expected, ...(line.alt_expected ?? [])],
    optional: line.optional ?? [],
    contradicts: line.tags?.includes('冲突') ?? false,
  }
}

/**
 * Our own case files as labelled names: always there, but written by us, so no measure of unseen hospitals.
 * Cases that are not read right yet count too. Open codes of an ambiguous name are not judged.
 */
export function loadCases(): LabelledSet {
  const files = readdirSync(CASES)
    .filter((file) => file.endsWith('.txt'))
    .sort()
  const names = files.flatMap((name) => {
    const { file } = parseCaseFile(readFileSync(new URL(name, CASES), 'utf8'))
    return file.cases.map(({ input, expected }): Labelled => {
      const statuses = expected.readings.map(({ state }): Status => {
        if (state === 'ambiguous' || state === 'conflict') return 'ambiguous'
        return state === 'not-exam' ? 'not_exam' : 'mapped'
      })
      const readings = expected.readings
        .filter(({ state }) => state === 'mapped' || state === 'review' || state === 'no-item')
        .map(({ codes }) => (codes === undefined || codes.length === 0 ? [[]] : [[codes.join('+')]]))
      const contradicts = expected.readings.some(({ state }) => state === 'conflict')
      return { input, source: 'case files', statuses: [...new Set(statuses)], readings, optional: [], contradicts }
    })
  })
  return { name: 'case files', names }
}
