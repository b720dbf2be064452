/** Languages that somebody reads, best first. */
export interface LanguageList {
  /** Lower case, e.g. `zh-hans`, `en`. */
  readonly tags: readonly string[]
  /** Whether other languages are refused (`*;q=0`); else they are better than nothing. */
  readonly isClosed: boolean
  /** As it was given. */
  readonly text: string
}

/**
 * Reads a list in the form of Accept-Language (RFC 9110) or a single code. Nothing wished, or only a bare `*`, is no
 * list: undefined. `null` means that it cannot be read.
 */
export function readLanguages(text: string | undefined): LanguageList | undefined | null {
  if (text === undefined || text.trim() === '') return undefined
  const ranges: { readonly tag: string; readonly quality: number }[] = []
  for (const entry of text.split(',')) {
    const match = /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$/i.exec(entry)
    if (match?.[1] === undefined) return null
    ranges.push({ tag: match[1].toLowerCase(), quality: match[2] === undefined ? 1 : Number(match[2]) })
  }
  const isClosed = ranges.some(({ tag, quality }) => tag === '*' && quality === 0)
  const tags = ranges
    .filter(({ tag, quality }) => tag !== '*' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
  return tags.length === 0 ? undefined : { tags, isClosed, text }
}

/** Whether text in `language` is what a reader of `tag` asked for: the same, or one of its variants (`de` → `de-CH`). */
export function speaks(language: string | undefined, tag: string): boolean {
  const spoken = language?.toLowerCase()
  if (spoken === undefined) return false
  return spoken === tag || spoken.startsWith(`${tag}-`)
}

/** Less exact: a reader of `de-CH` is served with `de` too. */
export function nearlySpeaks(language: string | undefined, tag: string): boolean {
  const spoken = language?.toLowerCase()
  return spoken !== undefined && (speaks(spoken, tag) || tag.startsWith(`${spoken}-`))
}
