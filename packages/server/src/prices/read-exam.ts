import { type ChargeProblem, type ExamItem, type Modifiers, modifiersOfReading } from '@yingma/charge'
import type { Standard } from '../http/context.ts'

/** An exam item as a request says it: the code of a standard item, or a published or local name. */
export interface SaidItem {
  readonly code?: string | undefined
  readonly name?: string | undefined
  readonly modality?: string | undefined
  readonly count?: number | undefined
  readonly modifiers?: Modifiers | undefined
}

/** What a name was read as, to be said beside the quote. */
export interface NameRead {
  readonly name: string
  readonly state: string
  readonly codes: readonly string[]
}

export type ExamRead =
  | { readonly ok: true; readonly items: readonly ExamItem[]; readonly read: readonly NameRead[] }
  | { readonly ok: false; readonly problem: ChargeProblem }

/** Turns what a request says into standard items; a name that gives none, or only some, is named and nothing is taken. */
export function readExamItems(said: readonly SaidItem[], { normaliser }: Pick<Standard, 'normaliser'>): ExamRead {
  const items: ExamItem[] = []
  const read: NameRead[] = []
  for (const { code, name = '', modality, count, modifiers = {} } of said) {
    const counted = count === undefined ? {} : { count }
    if (code !== undefined) {
      items.push({ code, ...counted, ...(Object.keys(modifiers).length > 0 && { modifiers }) })
      continue
    }
    const reading = normaliser.normalise({ name, ...(modality === undefined ? {} : { modality }) })
    const codes = reading.items.flatMap((item) => item.code ?? [])
    if (codes.length === 0 || codes.length < reading.items.length || reading.state === 'conflict')
      return { ok: false, problem: { code: 'price-name-unread', name, state: reading.state } }
    read.push({ name, state: reading.state, codes })
    const all = { ...modifiersOfReading(name, reading.modifiers), ...modifiers }
    items.push(
      ...codes.map((each) => ({ code: each, ...counted, ...(Object.keys(all).length > 0 && { modifiers: all }) })),
    )
  }
  return { ok: true, items, read }
}
