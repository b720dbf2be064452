import type { Text } from '../model/scheme.ts'

/**
 * What a spreadsheet or a careless export did to a code:
 * `exponent` 2.00101E+13 · `scan-exponent` 300310007e0000 read as the number 300310007 · `decimal` 20010100110000.0 ·
 * `grouping` 20,010,100,110,000 · `quoted` '2001… or ="2001…" · `lost-start`, `lost-end` characters missing at an end.
 */
export type Damage = 'exponent' | 'scan-exponent' | 'decimal' | 'grouping' | 'quoted' | 'lost-start' | 'lost-end'

/** The field of a code that is wrong, with its place in the input: `at` counts characters from 1. */
interface FieldProblem {
  readonly input: string
  readonly field: string
  readonly title: Text
  readonly value: string
  readonly at: number
  readonly nearest: readonly string[]
}

/** What can be wrong with a code. `input` is the text as given; `nearest` are codes of items, closest first. */
export type CodeProblem =
  | { readonly code: 'code-empty'; readonly input: string }
  | {
      readonly code: 'code-damaged'
      readonly input: string
      readonly damage: Damage
      readonly nearest: readonly string[]
    }
  | {
      readonly code: 'code-letter-not-used'
      readonly input: string
      readonly character: string
      readonly at: number
      readonly nearest: readonly string[]
    }
  | {
      readonly code: 'code-foreign-character'
      readonly input: string
      readonly character: string
      readonly at: number
      readonly nearest: readonly string[]
    }
  | {
      readonly code: 'code-unknown-head'
      readonly input: string
      readonly head: string
      readonly nearest: readonly string[]
    }
  | {
      readonly code: 'code-wrong-length'
      readonly input: string
      readonly scheme: Text
      readonly expected: number
      readonly actual: number
      readonly nearest: readonly string[]
    }
  | ({ readonly code: 'code-unknown-value' } & FieldProblem)
  | ({ readonly code: 'code-fixed-field'; readonly expected: string } & FieldProblem)
  | ({ readonly code: 'code-extension-unmarked' } & FieldProblem)
  | {
      readonly code: 'code-check-character'
      readonly input: string
      readonly expected: string
      readonly actual: string
      readonly nearest: readonly string[]
    }
  | { readonly code: 'code-local-suffix'; readonly input: string; readonly suffix: string }
  | { readonly code: 'code-no-item'; readonly input: string; readonly nearest: readonly string[] }
