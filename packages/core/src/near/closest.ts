import type { Item } from '../model/edition.ts'

/** Keeps the few closest of the items shown to it, closest first; of equally close ones those shown first. */
export class Closest {
  readonly #limit: number
  readonly #best: { readonly item: Item; readonly distance: number }[] = []
  #bound = Number.POSITIVE_INFINITY

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Only items nearer than this are still kept. */
  get bound(): number {
    return this.#bound
  }

  add(item: Item, distance: number): void {
    if (distance >= this.#bound) return
    let at = this.#best.length
    while (at > 0 && (this.#best[at - 1]?.distance ?? 0) > distance) at--
    this.#best.splice(at, 0, { item, distance })
    if (this.#best.length > this.#limit) this.#best.pop()
    if (this.#best.length === this.#limit) this.#bound = this.#best.at(-1)?.distance ?? 0
  }

  items(): readonly Item[] {
    return this.#best.map(({ item }) => item)
  }
}
