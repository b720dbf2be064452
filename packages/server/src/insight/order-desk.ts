import {
  createOrderCheck,
  createRecogniser,
  type OrderCheck,
  type Recogniser,
  type RegionalList,
  type WordsRead,
} from '@yingma/insight'
import type { Standard } from '../http/context.ts'

/** Recognition and the check of orders over the standard in memory and the lists of the region. */
export interface OrderDesk {
  readonly recogniser: Recogniser
  readonly check: OrderCheck
}

export function createOrderDesk({ edition, normaliser }: Standard, lists: readonly RegionalList[]): OrderDesk {
  const recogniser = createRecogniser(edition, lists)
  return { recogniser, check: createOrderCheck({ edition, recogniser, read }) }

  /** Certain items of the words; where only the side is open, the items of each side. */
  function read(text: string): WordsRead {
    const { state, items, candidates } = normaliser.normalise({ name: text })
    if (state === 'mapped' || state === 'review') {
      const codes = items.flatMap(({ code }) => (code === null ? [] : [code]))
      return { codes: codes.length === items.length ? codes : [], sides: [] }
    }
    const open = state === 'ambiguous' ? candidates.filter(({ why }) => why === 'side-not-said') : []
    return { codes: [], sides: open.flatMap(({ codes }) => codes) }
  }
}
