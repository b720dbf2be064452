import type { ReactNode } from 'react'

/** The sign before a note. What it means stands in the note, so nobody hears it read; that of the library is read in English. */
export function AlertMark(): ReactNode {
  return (
    <span aria-hidden className="alert-mark">
      !
    </span>
  )
}
