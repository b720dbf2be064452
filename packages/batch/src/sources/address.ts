/** `…?table=schema.table` parted into the address of the server and the name of the table. */
export function splitTable(address: string): { readonly server: string; readonly table: string | null } {
  const table = /[?&]table=([^&]+)/u.exec(address)?.[1]
  const server = address.replace(/([?&])table=[^&]*(&?)/u, (_, before: string, more: string) =>
    more === '' ? '' : before,
  )
  return { server, table: table === undefined ? null : decodeURIComponent(table) }
}

/** An address without its password, for messages and records. Anything that is no address stays as it is. */
export function withoutPassword(input: string): string {
  return input.replace(/^([a-z]+:\/\/[^:/@]*):[^@/]*@/u, '$1:***@')
}
