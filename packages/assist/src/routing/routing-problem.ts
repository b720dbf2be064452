import type { TargetKind } from './routing.ts'

interface InFile {
  readonly file: string
}
/** `at` says where, e.g. `routes[3].code`. */
interface At extends InFile {
  readonly at: string
}

/** What can be wrong with a routing table. */
export type RoutingProblem =
  | (At & { readonly code: 'routing-invalid'; readonly rule: string })
  | (InFile & { readonly code: 'routing-unreadable'; readonly reason: string })
  | (InFile & { readonly code: 'routing-edition'; readonly made: string; readonly edition: string })
  | (At & { readonly code: 'routing-unknown-item'; readonly item: string; readonly nearest: readonly string[] })
  | (At & { readonly code: 'routing-retired-item'; readonly item: string; readonly successors: readonly string[] })
  | (At & { readonly code: 'routing-unknown-target'; readonly target: string })
  | (At & { readonly code: 'routing-target-twice'; readonly target: string })
  | (At & { readonly code: 'routing-target-unused'; readonly target: string })
  | (At & { readonly code: 'routing-fits-nothing' })
  | (InFile & {
      readonly code: 'routing-twice'
      readonly kind: TargetKind
      readonly routes: readonly number[]
      readonly items: number
      readonly first: string
    })
  | (InFile & {
      readonly code: 'routing-gap'
      readonly kind: TargetKind
      readonly items: number
      readonly first: readonly string[]
    })
