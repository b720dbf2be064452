import type { SwitchName } from './memory.ts'

/** What can be wrong with the memory of an institution. `at` says where, e.g. `versions[2].changes[0].key`. */
export type MemoryProblem =
  | { readonly code: 'memory-not-a-memory'; readonly file: string }
  | { readonly code: 'memory-unknown-key'; readonly file: string; readonly at: string; readonly key: string }
  | { readonly code: 'memory-bad-value'; readonly file: string; readonly at: string; readonly expected: string }
  | { readonly code: 'memory-no-version'; readonly file: string; readonly at: string; readonly version: number }
  | {
      readonly code: 'memory-unknown-item'
      readonly file: string
      readonly at: string
      readonly item: string
      readonly nearest: readonly string[]
    }
  | {
      readonly code: 'memory-unknown-meaning'
      readonly file: string
      readonly term: string
      readonly kind: string
      readonly value: string
      readonly scope: readonly string[]
    }
  | { readonly code: 'memory-nothing-to-undo'; readonly file: string }
  | {
      readonly code: 'memory-unknown-switch'
      readonly file: string
      readonly at: string
      readonly name: string
      readonly known: readonly SwitchName[]
    }
