import type { TableOptions } from '@yingma/tables'

/** What messages call a table: its path, or the name under which its bytes came. */
export function nameOf(source: string | Uint8Array, { name }: TableOptions): string {
  return typeof source === 'string' ? source : (name ?? '')
}
