import type { ReactNode } from 'react'

const LOCAL = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' })

/** A moment of the server (ISO 8601) as the clock on the person's wall says it: `2026-03-01 16:05`. */
export function Moment({ at }: { readonly at: string }): ReactNode {
  return (
    <time className="quiet" dateTime={at}>
      {LOCAL.format(new Date(at))}
    </time>
  )
}
