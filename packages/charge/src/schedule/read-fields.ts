import type { Text } from '@yingma/core'
import type { ScheduleProblem } from '../problems/charge-problem.ts'

/** Reads the fields of one JSON object, noting what does not fit; a neutral value stands in for it. */
export interface FieldReader {
  has(field: string): boolean
  text(field: string): string
  texts(field: string): readonly string[]
  number(field: string): number
  choice<T extends string>(field: string, allowed: readonly [T, ...T[]]): T
  bilingual(field: string): Text
  raw(field: string): unknown
  wrong(field: string, allowed: string): void
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((v) => typeof v === 'string')
}

/** `row` is the place of the object in its array, counted from 1; 0 for a file that is one object. */
export function fieldReader(
  file: string,
  row: number,
  object: Readonly<Record<string, unknown>>,
  problems: ScheduleProblem[],
): FieldReader {
  const wrong = (field: string, allowed: string): void => {
    problems.push({ code: 'price-field', file, row, field, allowed })
  }
  return {
    wrong,
    raw: (field) => object[field],
    has: (field) => object[field] !== undefined,
    text(field) {
      const value = object[field]
      if (typeof value === 'string') return value
      wrong(field, 'text')
      return ''
    },
    texts(field) {
      const value = object[field]
      if (isTexts(value)) return value
      wrong(field, 'a list of texts')
      return []
    },
    number(field) {
      const value = object[field]
      if (typeof value === 'number' && Number.isFinite(value)) return value
      wrong(field, 'a number')
      return 0
    },
    choice(field, allowed) {
      const value = object[field]
      const found = allowed.find((a) => a === value)
      if (found !== undefined) return found
      wrong(field, allowed.join(' | '))
      return allowed[0]
    },
    bilingual(field) {
      const value = object[field]
      if (isRecord(value) && typeof value.zh === 'string' && typeof value.en === 'string')
        return { zh: value.zh, en: value.en }
      wrong(field, '{ zh, en }')
      return { zh: '', en: '' }
    },
  }
}

/** Parses JSON, noting a text that is none. */
export function readJson(file: string, text: string, problems: ScheduleProblem[]): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    problems.push({ code: 'price-json', file, row: 0, detail: error instanceof Error ? error.message : String(error) })
    return null
  }
}
