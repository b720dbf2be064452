import type { ReactNode } from 'react'

interface SheetSectionProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  readonly children: ReactNode
}

/** A part of the sheet that asks the server only once somebody opens it. */
export function SheetSection({ title, isOpen, onOpen, children }: SheetSectionProps): ReactNode {
  return (
    <details
      className="sheet-section"
      open={isOpen}
      onToggle={({ currentTarget: { open } }) => {
        if (open !== isOpen) onOpen(open)
      }}
    >
      <summary>{title}</summary>
      {isOpen && children}
    </details>
  )
}
