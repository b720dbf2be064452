import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { nameIn } from '../app/edition.ts'
import { usePreferences } from '../app/preferences.ts'
import type { PriceList } from './price-lists.ts'

interface PriceListSelectProps {
  readonly label: string
  readonly lists: readonly PriceList[]
  readonly value: string | undefined
  readonly onChange: (id: string) => void
  /** What it says when none is picked, where that may be; its id is empty. */
  readonly none?: string
}

/** Picks one of the published price lists. */
export function PriceListSelect({ label, lists, value, onChange, none }: PriceListSelectProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  return (
    <label className="field">
      <span>{label}</span>
      <select className="select" value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {lists.map(({ id, title, validFrom, invented }) => (
          <option key={id} value={id}>
            {`${nameIn(language, { name: title.zh, nameEn: title.en })} · ${validFrom}${invented ? ` · ${t('quote.invented')}` : ''}`}
          </option>
        ))}
      </select>
    </label>
  )
}
