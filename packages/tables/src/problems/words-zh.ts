import { shown } from './words.ts'

/** Headers or sheet names, at most 30 of them. */
export function list(values: readonly string[]): string {
  if (values.length === 0) return '（无）'
  const some = values.slice(0, 30).map(shown).join('、')
  return values.length > 30 ? `${some} 等共 ${values.length} 个` : some
}

export function rowAt(p: { readonly file: string; readonly row: number; readonly sheet?: string }): string {
  return `${p.file}${p.sheet === undefined ? '' : `，工作表 ${shown(p.sheet)}`}，第 ${p.row} 行`
}

export function cellAt(p: {
  readonly file: string
  readonly row: number
  readonly sheet?: string
  readonly column: number
  readonly header?: string
}): string {
  return `${rowAt(p)}，第 ${p.column} 列${p.header ? `（${p.header}）` : ''}`
}
