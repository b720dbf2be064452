import type { ReactNode } from 'react'

/** Holds a table that may be wider than the page: it scrolls by itself, by keyboard too. */
export function WideTable({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <div className="wide-table" tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  )
}
