import { useEffect, useRef, useState } from 'react'
import { type Typed, typedText } from '../../ui/search-input.tsx'

/** A history entry for each letter would help nobody. */
const WAIT_MS = 400

/**
 * What is typed, and the address that follows it a little later. Where the address is changed by others (back, a link),
 * the box follows it.
 */
export function useTypedQuery(inAddress: string, write: (text: string) => void) {
  const [typed, setTyped] = useState<Typed>(() => typedText(inAddress))
  const written = useRef(inAddress)
  const current = useRef(write)
  current.current = write
  useEffect(() => {
    if (inAddress === written.current) return
    written.current = inAddress
    setTyped(typedText(inAddress))
  }, [inAddress])
  useEffect(() => {
    if (typed.isComposing || typed.text === written.current) return
    const timer = setTimeout(() => {
      written.current = typed.text
      current.current(typed.text)
    }, WAIT_MS)
    return () => clearTimeout(timer)
  }, [typed])
  /** The text as it is written to the address with something else, at once. */
  const now = (): string => {
    written.current = typed.text
    return typed.text
  }
  return { typed, setTyped, now }
}
