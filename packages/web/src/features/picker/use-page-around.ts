import { type RefObject, useEffect, useRef } from 'react'
import { tellPageAround } from './picked.ts'

/** Tells the page around when people can type and how high all is, and lets it put the cursor into the box. */
export function usePageAround(
  isReady: boolean,
  box: RefObject<HTMLInputElement | null>,
): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isReady) tellPageAround('yingma-ready')
  }, [isReady])
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const observer = new ResizeObserver(() => tellPageAround('yingma-size', { height: element.scrollHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    const hear = ({ source, data }: MessageEvent<unknown>): void => {
      if (source === window.parent && (data as { type?: unknown } | null)?.type === 'yingma-focus') box.current?.focus()
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [box])
  return place
}
