/** Texts that are kept at most, by number and by characters: beyond that new ones are written into their cells. */
const MAX_TEXTS = 1_000_000
const MAX_CHARACTERS = 48 * 1024 * 1024

/** The texts that the cells of a workbook share; makes it smaller, quicker to write, and readable for old programs. */
export interface SharedTexts {
  /** Number of a text; undefined when no more are taken. */
  idOf(text: string): number | undefined
  /** How many cells refer to them. */
  references(): number
  texts(): Iterable<string>
  size(): number
}

export function createSharedTexts(maxTexts = MAX_TEXTS): SharedTexts {
  const ids = new Map<string, number>()
  let characters = 0
  let references = 0
  return {
    idOf(text) {
      let id = ids.get(text)
      if (id === undefined) {
        if (ids.size >= maxTexts || characters + text.length > MAX_CHARACTERS) return undefined
        id = ids.size
        ids.set(text, id)
        characters += text.length
      }
      references++
      return id
    },
    references: () => references,
    texts: () => ids.keys(),
    size: () => ids.size,
  }
}
