import type { Edition } from '@yingma/core'
import type { NameIndex } from '../impact/name-index.ts'

/** How much stands behind something: distinct local names, their exams, and the institutions they come from. */
export interface Use {
  readonly exams: number
  readonly institutions: number
  readonly names: number
}

/** How an item is used in the names that are known. */
export interface ItemUse extends Use {
  readonly code: string
  readonly name: string
}

/** Adds up names, exams and institutions under keys. */
export class UseCount {
  readonly #found = new Map<string, { exams: number; names: number; places: Set<string> }>()

  add(key: string, { exams, institution }: { readonly exams: number; readonly institution: string }): void {
    const use = this.#found.get(key) ?? { exams: 0, names: 0, places: new Set<string>() }
    use.exams += exams
    use.names += 1
    use.places.add(institution)
    this.#found.set(key, use)
  }

  /** All keys with their use, the most exams first. */
  all(): readonly (readonly [string, Use])[] {
    return [...this.#found]
      .map(([key, { exams, names, places }]) => [key, { exams, names, institutions: places.size }] as const)
      .sort(([, a], [, b]) => b.exams - a.exams)
  }
}

/** Codes that a name stands for: as somebody decided, else as it is read. */
export function codesAt({ names, readings }: Pick<NameIndex, 'names' | 'readings'>, at: number): readonly string[] {
  return names[at]?.decided ?? readings[at]?.codes ?? []
}

/** Use of each item, the most exams first. */
export function itemUses(edition: Edition, index: Pick<NameIndex, 'names' | 'readings'>): readonly ItemUse[] {
  const count = new UseCount()
  for (const [at, name] of index.names.entries()) for (const code of codesAt(index, at)) count.add(code, name)
  return count.all().map(([code, use]) => ({ code, name: edition.byCode.get(code.toUpperCase())?.name ?? '', ...use }))
}

/** An item that no name stands for. */
export function noUse({ code, name }: { readonly code: string; readonly name: string }): ItemUse {
  return { code, name, exams: 0, institutions: 0, names: 0 }
}
