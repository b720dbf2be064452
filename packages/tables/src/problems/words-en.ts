import { shown } from './words.ts'

/** Headers or sheet names, at most 30 of them. */
export function list(values: readonly string[]): string {
  if (values.length === 0) return 'none'
  const some = values.slice(0, 30).map(shown).join(', ')
  return values.length > 30 ? `${some} and ${values.length - 30} more` : some
}

export function rowAt(p: { readonly file: string; readonly row: number; readonly sheet?: string }): string {
  return `${p.file}${p.sheet === undefined ? '' : `, sheet ${shown(p.sheet)}`}, row ${p.row}`
}

export function cellAt(p: {
  readonly file: string
  readonly row: number
  readonly sheet?: string
  readonly column: number
  readonly header?: string
}): string {
  return `${rowAt(p)}, column ${p.column}${p.header ? ` (${p.header})` : ''}`
}
