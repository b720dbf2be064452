/** The part of pg-copy-streams (which has no types of its own) that backups use. */
declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream'
  import type { Submittable } from 'pg'

  export function to(text: string): Readable & Submittable & { readonly rowCount: number }
  export function from(text: string): Writable & Submittable & { readonly rowCount: number }
}
