import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import type { EditionIndex } from '../../app/edition.ts'
import { SearchInput, typedText } from '../search-input.tsx'
import { ItemLine } from './item-line.tsx'

interface ItemPickerProps {
  readonly label: string
  readonly edition: EditionIndex | undefined
  readonly onPick: (code: string) => void
  readonly onCancel?: () => void
  readonly isFocused?: boolean
  readonly inputRef?: Ref<HTMLInputElement>
}

const MOST = 12

/** Picks one item by typing: Chinese, pinyin, initials, English, a code. Arrows and enter, or a click. */
export function ItemPicker({ label, edition, onPick, onCancel, isFocused, inputRef }: ItemPickerProps): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const [typed, setTyped] = useState(typedText(''))
  const [active, setActive] = useState(0)
  const { query } = typed
  const { data } = useQuery({
    queryKey: ['search', query],
    queryFn: ({ signal }) => ask('GET /search/codes', { query: { q: query }, signal }),
    enabled: query !== '',
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const codes = query === '' ? [] : (data ?? []).slice(0, MOST)
  const pick = (code: string | undefined): void => {
    if (code === undefined) return
    setTyped(typedText(''))
    setActive(0)
    onPick(code)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive(Math.max(0, Math.min(codes.length - 1, active + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      pick(codes[active])
    } else if (event.key === 'Escape') {
      if (typed.text === '') onCancel?.()
      else setTyped(typedText(''))
    }
  }
  return (
    <div className="picker">
      <SearchInput
        type="text"
        ref={inputRef}
        className="search-box picker-box"
        autoFocus={isFocused ?? false}
        role="combobox"
        aria-label={label}
        aria-expanded={codes.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={codes.length > 0 ? `${id}-${active}` : undefined}
        placeholder={t('picker.placeholder')}
        value={typed.text}
        onType={(next) => {
          setTyped(next)
          setActive(0)
        }}
        onKey={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} className="picker-list" hidden={codes.length === 0}>
        {codes.map((code, at) => (
          <button
            key={code}
            id={`${id}-${at}`}
            type="button"
            role="option"
            aria-selected={at === active}
            tabIndex={-1}
            className={at === active ? 'picker-option picker-active' : 'picker-option'}
            onClick={() => pick(code)}
          >
            <ItemLine code={code} edition={edition} />
          </button>
        ))}
      </div>
    </div>
  )
}
