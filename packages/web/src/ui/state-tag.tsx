import type { ReactNode } from 'react'
import { useReadingTexts } from '../app/reading.ts'

/** The state of a reading: a word with a colour and a sign, so that colour alone never tells. */
const SIGN: Readonly<Record<string, string>> = {
  mapped: '✓',
  review: '?',
  conflict: '⚡',
  ambiguous: '≈',
  'no-item': '∅',
  'not-exam': '—',
}

export function StateTag({ state }: { readonly state: string }): ReactNode {
  const words = useReadingTexts()
  return (
    <span className={`state state-${state}`}>
      <span aria-hidden>{SIGN[state] ?? '·'}</span> {words('states', state)}
    </span>
  )
}
