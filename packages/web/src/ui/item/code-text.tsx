import type { ReactNode } from 'react'
import type { Slot } from '../../app/edition.ts'

interface CodeTextProps {
  readonly code: string
  /** Fields of the code, where they are known: shown apart. */
  readonly slots?: readonly Slot[] | undefined
  /** Characters that differ from this code are marked. */
  readonly against?: string
}

/** A code in fixed width. Gaps between fields are drawn, not typed, so that copying it gives the code. */
export function CodeText({ code, slots, against }: CodeTextProps): ReactNode {
  const starts = new Set(slots?.map(({ start }) => start))
  return (
    <code className="code">
      {[...code].map((character, index) => {
        const classes = [
          starts.has(index) && index > 0 ? 'code-gap' : '',
          against !== undefined && against[index]?.toUpperCase() !== character.toUpperCase() ? 'code-differs' : '',
        ].filter(Boolean)
        return classes.length === 0 ? (
          character
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what identifies a character of a code
          <span key={index} className={classes.join(' ')}>
            {character}
          </span>
        )
      })}
    </code>
  )
}
