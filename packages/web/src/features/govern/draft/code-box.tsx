import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { nameIn, useEdition } from '../../../app/edition.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { useSettled } from '../../../app/settled.ts'
import { codesIn } from './change-form.ts'

interface CodeBoxProps {
  readonly label: string
  /** Codes as typed, apart by spaces or commas. */
  readonly value: string
  readonly onChange: (value: string) => void
  /** Values of this dictionary; items where none is named. */
  readonly dictionary?: string | undefined
  readonly isMany?: boolean
}

interface Named {
  readonly code: string
  readonly name: string
  readonly nameEn: string
}

const MOST = 8

/**
 * Takes codes as they are typed, also those that are new, and finds items or values by name, pinyin or code: arrows and
 * enter, or a click. Each code is named below.
 */
export function CodeBox({ label, value, onChange, dictionary, isMany }: CodeBoxProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const { find, named } = useCodes(dictionary)
  const typed = isMany ? (/[^\s,，、+]*$/.exec(value)?.[0] ?? '') : value.trim()
  const found = find(typed, isOpen)
  const options = isOpen && named(typed) === undefined ? found : []
  const pick = (code: string): void => {
    onChange(isMany ? `${value.slice(0, value.length - typed.length)}${code} ` : code)
    setActive(-1)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      const option = options[active]
      if (option !== undefined) pick(option.code)
    } else if (options.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      setActive(Math.max(-1, Math.min(options.length - 1, active + (event.key === 'ArrowDown' ? 1 : -1))))
    } else if (event.key === 'Escape') setOpen(false)
  }
  return (
    <div className="picker code-entry">
      <label className="field" htmlFor={id}>
        <span>{label}</span>
      </label>
      <input
        id={id}
        className="input"
        role="combobox"
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        maxLength={8000}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setOpen(true)
          setActive(-1)
          onChange(event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} className="picker-list" hidden={options.length === 0}>
        {options.map((option, at) => (
          <button
            key={option.code}
            id={`${id}-${at}`}
            type="button"
            role="option"
            aria-selected={at === active}
            tabIndex={-1}
            className={at === active ? 'picker-option picker-active' : 'picker-option'}
            // Before the field loses the focus and the list is gone.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(option.code)}
          >
            <code>{option.code}</code> {nameIn(language, option)}
          </button>
        ))}
      </div>
      <ul className="code-names">
        {codesIn(value).map((code) => {
          const known = named(code)
          return (
            <li key={code}>
              <code>{code}</code> {known === undefined ? t('drafting.unknownCode') : nameIn(language, known)}
              {known?.status === 'retired' && ` (${t('drafting.retiredCode')})`}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** Finds and names items of the edition, or values of one of its dictionaries. */
function useCodes(dictionary: string | undefined) {
  const edition = useEdition()
  const [asked, setAsked] = useState('')
  const query = useSettled(asked, 150)
  const { data } = useQuery({
    queryKey: ['search', query],
    queryFn: ({ signal }) => ask('GET /search/codes', { query: { q: query }, signal }),
    enabled: dictionary === undefined && query !== '',
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const named = (code: string): (Named & { readonly status?: string }) | undefined =>
    dictionary === undefined ? edition?.item(code) : edition?.value(dictionary, code)
  const find = (typed: string, isOpen: boolean): readonly Named[] => {
    if (!isOpen || typed === '') return []
    if (dictionary === undefined) {
      if (asked !== typed.slice(0, 100)) setAsked(typed.slice(0, 100))
      return (data ?? []).slice(0, MOST).flatMap((code) => edition?.item(code) ?? [])
    }
    const text = typed.toLowerCase()
    const values = edition?.valuesOf(dictionary) ?? []
    return values
      .filter(({ code, name, nameEn }) => `${code} ${name} ${nameEn}`.toLowerCase().includes(text))
      .slice(0, MOST)
  }
  return { find, named }
}
