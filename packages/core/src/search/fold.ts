/** Marks inside names and codes that nobody types the same way twice: brackets, plus, comma of lists, hyphen … */
const MARKS = /[()[\]{}<>（）［］【】《》、+＋/／·.。\-‐–—_*'"’‘“”°^%]/gu

const SEPARATORS = /[\s,，;；|:：!！?？]+/u

/** A text as compared in search: half width, lower case, without marks and spaces. `MR颅脑(平扫+DWI)` → `mr颅脑平扫dwi`. */
export function foldName(text: string): string {
  return tokensOf(text).join('')
}

/** The words of a query, folded; words are parted by white space and commas, not by marks. */
export function tokensOf(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(MARKS, '')
    .split(SEPARATORS)
    .filter((token) => token !== '')
}

/** The pieces of a name that stand for themselves, folded: what brackets, plus and list commas part. `平扫+DWI` → `平扫`, `dwi`. */
export function piecesOf(name: string): readonly string[] {
  return name
    .normalize('NFKC')
    .split(/[()[\]+、,/\s]/u)
    .map(foldName)
    .filter((piece) => piece !== '')
}

/** Whether a text has a Chinese character. */
export function isChinese(text: string): boolean {
  return /[\u3400-\u9fff]/.test(text)
}
