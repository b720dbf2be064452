/** A column or table name as SQL. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Texts as an SQL list literal. */
export function literals(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`
}
