import type { ReactNode } from 'react'

interface EmptyNoteProps {
  readonly title: string
  /** What to do about it. */
  readonly children?: ReactNode
}

/** An empty place says why it is empty and what fills it. */
export function EmptyNote({ title, children }: EmptyNoteProps): ReactNode {
  return (
    <div className="empty-note">
      <strong>{title}</strong>
      {children !== undefined && <div>{children}</div>}
    </div>
  )
}
