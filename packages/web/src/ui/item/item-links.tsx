import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { EditionIndex } from '../../app/edition.ts'
import { ItemLine } from './item-line.tsx'

interface ItemLinksProps {
  readonly codes: readonly string[]
  readonly edition: EditionIndex
  /** What to compare with: differing characters are marked. */
  readonly against?: string
}

/** Items of which each leads to its own sheet; search and filters of the page stay. */
export function ItemLinks({ codes, edition, against }: ItemLinksProps): ReactNode {
  if (codes.length === 0) return null
  return (
    <ul className="neighbours">
      {codes.map((code) => (
        <li key={code}>
          <Link to="/" search={(before) => ({ ...before, item: code })}>
            <ItemLine code={code} edition={edition} against={against} />
          </Link>
        </li>
      ))}
    </ul>
  )
}
