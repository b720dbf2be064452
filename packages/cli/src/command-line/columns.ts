/** Characters that take two places on a terminal: CJK, full-width forms, Hangul. */
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/

/** Places that a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += WIDE.test(character) || (character.codePointAt(0) ?? 0) > 0x1f000 ? 2 : 1
  return width
}

/** The text filled with spaces to a width on the terminal. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/** Lines of cells, each column as wide as its widest cell; the last cell of a line is not filled. */
export function layColumns(rows: readonly (readonly string[])[], gap = 2): readonly string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell))
  }
  return rows.map((row) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : padEnd(cell, (widths[at] ?? 0) + gap))).join(''),
  )
}
