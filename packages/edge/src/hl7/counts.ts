import type { Annotated, Hl7Reason } from './outcome.ts'

/** What went through, in numbers only. */
export interface Hl7Counts {
  readonly messages: number
  /** Messages that got a coding. */
  readonly changed: number
  /** OBR-4 and OBX-3 that got one. */
  readonly added: number
  /** Whole messages and fields that stayed as they came, by reason. */
  readonly left: Readonly<Partial<Record<Hl7Reason, number>>>
}

/** Counts what becomes of messages. */
export class Hl7Tally {
  #messages = 0
  #changed = 0
  #added = 0
  readonly #left = new Map<Hl7Reason, number>()

  count({ passed, fields }: Annotated): void {
    this.#messages++
    if (passed !== null) this.#leave(passed)
    let added = 0
    for (const { left } of fields) {
      if (left === null) added++
      else this.#leave(left)
    }
    this.#added += added
    if (added > 0) this.#changed++
  }

  /** A message that was too long to be held, so that it never was looked into. */
  countTooLong(): void {
    this.#messages++
    this.#leave('too-long')
  }

  counts(): Hl7Counts {
    return {
      messages: this.#messages,
      changed: this.#changed,
      added: this.#added,
      left: Object.fromEntries([...this.#left].sort(([a], [b]) => (a < b ? -1 : 1))),
    }
  }

  #leave(reason: Hl7Reason): void {
    this.#left.set(reason, (this.#left.get(reason) ?? 0) + 1)
  }
}
