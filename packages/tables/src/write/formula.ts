/** Text that a spreadsheet program may run as a formula when it opens the file, or text that we have marked so before. */
const DANGEROUS = /^'*[=+\-@\t\r\n＝＋－＠]/

/**
 * Makes a text harmless for spreadsheet programs: one that starts with `=`, `+`, `-`, `@`, a tab or a line end (full-width
 * signs too) gets an apostrophe before it. Reversible for every text: `restoreFormula(neutraliseFormula(t)) === t`.
 * Only for cells that we write ourselves; cells of the input stay as they are.
 */
export function neutraliseFormula(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text
}

/** Takes back what `neutraliseFormula` did. */
export function restoreFormula(text: string): string {
  return text.startsWith("'") && DANGEROUS.test(text) ? text.slice(1) : text
}
