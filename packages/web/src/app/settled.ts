import { useEffect, useState } from 'react'

/** The value once it has stayed the same for so many milliseconds: what is asked of the server need not follow each key. */
export function useSettled<T>(value: T, wait: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return settled
}
