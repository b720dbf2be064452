import type { ReactNode } from 'react'
import { useReadingTexts } from '../app/reading.ts'

interface SpansTextProps {
  readonly text: string
  /** `[start, end, facet]`, UTF-16 offsets. */
  readonly spans: readonly (readonly [number, number, string])[]
}

/** A local name with the words that were understood, coloured by what they said; what is bare was not needed. */
export function SpansText({ text, spans }: SpansTextProps): ReactNode {
  const words = useReadingTexts()
  const pieces: ReactNode[] = []
  let at = 0
  for (const [start, end, facet] of [...spans].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (start < at || end > text.length) continue
    if (start > at) pieces.push(text.slice(at, start))
    pieces.push(
      <mark key={start} className={`span span-${facet}`} title={words('facets', facet)}>
        {text.slice(start, end)}
      </mark>,
    )
    at = end
  }
  pieces.push(text.slice(at))
  return <span className="spans">{pieces}</span>
}
