/** True for a text that is a number in JSON and in a workbook and reads back as the same text. */
export function isPlainNumber(text: string): boolean {
  return text.length <= 15 && /^-?\d/.test(text) && String(Number(text)) === text && !text.includes('e')
}
