import { type Catalogue, createRender } from '@yingma/core'
import type { RepeatReason } from '../recognition/repeat-reasons.ts'
import { en } from './texts/en.ts'
import { zh } from './texts/zh.ts'

interface AboutLines {
  /** Ids of the order lines that it is about. */
  readonly lines: readonly string[]
}

interface Named {
  readonly code: string
  readonly name: string
}

/** Something to think of before an order is signed: never a refusal. Texts are in `texts/`. */
export type OrderNote = AboutLines &
  (
    | { readonly code: 'order.unknown-item'; readonly item: string; readonly near: readonly Named[] }
    | { readonly code: 'order.unreadable'; readonly text: string }
    | { readonly code: 'order.side-missing'; readonly name: string; readonly choices: readonly Named[] }
    | {
        readonly code: 'order.recognisable'
        readonly name: string
        readonly institution: string
        readonly day: string
        readonly ageDays: number
        readonly windowDays: number
        readonly list: string
        readonly exams: readonly string[]
        readonly reason: RepeatReason | null
      }
    | {
        readonly code: 'order.duplicate'
        readonly name: string
        readonly institution: string
        readonly day: string
        readonly ageDays: number
        readonly exams: readonly string[]
      }
    | { readonly code: 'order.twice'; readonly name: string }
    | { readonly code: 'order.covered'; readonly name: string; readonly by: string }
    | { readonly code: 'order.combine'; readonly names: readonly string[]; readonly into: Named }
    | {
        readonly code: 'order.confusable-code'
        readonly text: string
        readonly item: Named
        readonly meant: Named
        /** Character of the code that differs, from 1. */
        readonly at: number
      }
    | { readonly code: 'order.text-differs'; readonly text: string; readonly item: Named; readonly meant: Named }
    | {
        readonly code: 'order.set'
        /** Id of the order set. */
        readonly set: string
        readonly name: string
        readonly nameEn: string
        /** Its items that are not ordered yet. */
        readonly missing: readonly Named[]
      }
  )

const catalogue: Catalogue<OrderNote> = { zh, en }

/** A note as people read it. */
export const renderOrderNote = createRender(catalogue)
