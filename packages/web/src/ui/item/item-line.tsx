import type { ReactNode } from 'react'
import { type EditionIndex, nameIn } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { CodeText } from './code-text.tsx'
import { SideMark } from './side-mark.tsx'

interface ItemLineProps {
  readonly code: string
  readonly edition: EditionIndex | undefined
  /** What to compare with: differing characters are marked. */
  readonly against?: string | undefined
}

/** One item on one line: code, side, name. */
export function ItemLine({ code, edition, against }: ItemLineProps): ReactNode {
  const { language } = usePreferences()
  const item = edition?.item(code)
  return (
    <span className="item-line">
      <CodeText code={code} slots={edition?.layoutOf(code)?.slots} {...(against === undefined ? {} : { against })} />
      <span>
        <SideMark side={item?.facets.side} /> {item === undefined ? '' : nameIn(language, item)}
      </span>
    </span>
  )
}
