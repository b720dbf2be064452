import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReadingTexts } from '../../app/reading.ts'
import type { NamesSearch } from '../../app/router.tsx'

const STATUSES = ['open', 'suggested', 'accepted', 'changed', 'rejected', 'verified'] as const
const STATES = ['mapped', 'review', 'conflict', 'ambiguous', 'no-item', 'not-exam'] as const

/** Which names of a table are shown. Empty texts ask for nothing. */
export interface NameFilter {
  readonly text: string
  readonly status: (typeof STATUSES)[number] | ''
  readonly state: (typeof STATES)[number] | ''
  /** 1: however sure the reading is. */
  readonly maxConfidence: number
}

export const EVERY_NAME: NameFilter = { text: '', status: '', state: '', maxConfidence: 1 }

/** Modality and part of the item, and its code, as lists and jobs take them. */
export function placeFields({ modality, part, code }: NamesSearch) {
  return {
    ...(modality === undefined ? {} : { itemModality: modality }),
    ...(part === undefined ? {} : { itemPart: part }),
    ...(code === undefined ? {} : { code }),
  }
}

const DOUBT = [1, 0.9, 0.7, 0.5] as const

interface NameFilterBarProps {
  readonly value: NameFilter
  readonly onChange: (value: NameFilter) => void
}

/** The fields that narrow a list of names. */
export function NameFilterBar({ value, onChange }: NameFilterBarProps): ReactNode {
  const { t } = useTranslation()
  const words = useReadingTexts()
  return (
    <>
      <input
        type="search"
        className="search-box name-search"
        aria-label={t('name.search')}
        placeholder={t('name.search')}
        value={value.text}
        maxLength={100}
        onChange={(event) => onChange({ ...value, text: event.target.value })}
      />
      <select
        className="select name-status"
        aria-label={t('name.status')}
        value={value.status}
        onChange={(event) => onChange({ ...value, status: event.target.value as NameFilter['status'] })}
      >
        <option value="">{`${t('name.status')} · ${t('name.all')}`}</option>
        {STATUSES.map((one) => (
          <option key={one} value={one}>
            {t(`nameStatus.${one}`)}
          </option>
        ))}
      </select>
      <select
        className="select name-status"
        aria-label={t('name.state')}
        value={value.state}
        onChange={(event) => onChange({ ...value, state: event.target.value as NameFilter['state'] })}
      >
        <option value="">{`${t('name.state')} · ${t('name.all')}`}</option>
        {STATES.map((one) => (
          <option key={one} value={one}>
            {words('states', one)}
          </option>
        ))}
      </select>
      <select
        className="select name-status"
        aria-label={t('reading.confidence')}
        value={value.maxConfidence}
        onChange={(event) => onChange({ ...value, maxConfidence: Number(event.target.value) })}
      >
        {DOUBT.map((most) => (
          <option key={most} value={most}>
            {most === 1 ? `${t('reading.confidence')} · ${t('name.all')}` : t('name.atMost', { percent: most * 100 })}
          </option>
        ))}
      </select>
    </>
  )
}
