import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

export interface Column<T> {
  readonly id: string
  readonly title: string
  /** CSS grid track, e.g. `minmax(12rem, 2fr)` or `7rem`. */
  readonly width: string
  readonly cell: (row: T) => ReactNode
  readonly align?: 'end'
}

interface VirtualTableProps<T> {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly count: number
  /** The row at a place; `undefined` while it is not loaded yet. */
  readonly rowAt: (index: number) => T | undefined
  readonly active: number
  readonly onActive: (index: number) => void
  /** Enter, or a click. */
  readonly onOpen?: (row: T, index: number) => void
  /** Called with the rows on screen, for those who load them. */
  readonly onVisible?: (from: number, to: number) => void
  /** In pixels, the same for all rows. */
  readonly rowHeight?: number
  /** Shown in place of rows when there are none. */
  readonly empty: ReactNode
}

const ROW_HEIGHT = 34
const OVERSCAN = 8

/**
 * A table that draws only the rows on screen, however many there are. One stop of the tab key; arrows, page keys, home
 * and end move the active row, enter opens it.
 */
export function VirtualTable<T>(props: VirtualTableProps<T>): ReactNode {
  const { label, columns, count, rowAt, active, onActive, onOpen, onVisible, empty, rowHeight = ROW_HEIGHT } = props
  const { t } = useTranslation()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [scroll, setScroll] = useState(0)
  const [height, setHeight] = useState(600)
  const template = columns.map(({ width }) => width).join(' ')
  const first = Math.max(0, Math.floor(scroll / rowHeight) - OVERSCAN)
  const last = Math.min(count, Math.ceil((scroll + height) / rowHeight) + OVERSCAN)

  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => onVisible?.(first, last), [first, last, onVisible])

  useEffect(() => {
    const element = box.current
    if (element === null || active < 0) return
    const top = active * rowHeight
    const room = element.clientHeight - rowHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top > element.scrollTop + room - rowHeight) element.scrollTop = top - room + rowHeight
  }, [active, rowHeight])

  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(height / rowHeight) - 2)
    const to: Partial<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    }
    const target = to[event.key]
    if (target !== undefined && count > 0) {
      event.preventDefault()
      onActive(Math.min(count - 1, Math.max(0, target)))
    } else if (event.key === 'Enter') {
      const row = rowAt(active)
      if (row !== undefined) onOpen?.(row, active)
    }
  }

  const rows: ReactNode[] = []
  for (let index = first; index < last; index++) {
    const row = rowAt(index)
    rows.push(
      // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the grid, which has the focus
      <div
        key={index}
        id={`${id}-${index}`}
        role="row"
        aria-rowindex={index + 2}
        aria-selected={index === active}
        className={index === active ? 'vt-row vt-active' : 'vt-row'}
        style={{ gridTemplateColumns: template, height: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
        tabIndex={-1}
        onClick={() => {
          onActive(index)
          if (row !== undefined) onOpen?.(row, index)
        }}
      >
        {columns.map((column) => (
          <div key={column.id} role="gridcell" className={column.align === 'end' ? 'vt-cell vt-end' : 'vt-cell'}>
            {row === undefined ? <span className="vt-waiting" /> : column.cell(row)}
          </div>
        ))}
      </div>,
    )
  }

  return (
    <>
      <div className="vt">
        <div
          ref={box}
          className="vt-box"
          role="grid"
          aria-label={label}
          aria-rowcount={count + 1}
          aria-activedescendant={active >= first && active < last ? `${id}-${active}` : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
        >
          <div role="row" aria-rowindex={1} className="vt-head" style={{ gridTemplateColumns: template }} tabIndex={-1}>
            {columns.map((column) => (
              <div
                key={column.id}
                role="columnheader"
                tabIndex={-1}
                className={column.align === 'end' ? 'vt-cell vt-end' : 'vt-cell'}
              >
                {column.title}
              </div>
            ))}
          </div>
          <div role="rowgroup" className="vt-body" style={{ height: count * rowHeight }}>
            {rows}
          </div>
        </div>
        {count === 0 && <div className="vt-empty">{empty}</div>}
      </div>
      {count > rows.length && <p className="only-print">{t('table.printed')}</p>}
    </>
  )
}
