import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'

/** Where the table stands in its file; what is left out is guessed. */
export interface TablePlace {
  readonly sheet?: string
  /** Row of the header, 0 where there is none. */
  readonly header?: number
}

interface PlaceChoiceProps {
  readonly preview: Answer<'POST /institutions/{id}/catalogues/upload-preview'>
  readonly place: TablePlace
  readonly onChange: (place: TablePlace) => void
}

/** The sheet of a workbook and the row of its header, as they were guessed, to be put right. */
export function PlaceChoice({ preview, place, onChange }: PlaceChoiceProps): ReactNode {
  const { t } = useTranslation()
  const { sheet, sheets, header, top } = preview
  return (
    <div className="row">
      {sheets.length > 1 && (
        <label className="field">
          <span>{t('map.sheet')}</span>
          <select className="select" value={sheet ?? ''} onChange={({ target }) => onChange({ sheet: target.value })}>
            {sheets.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      )}
      {top.length > 0 && (
        <label className="field">
          <span>{t('map.header')}</span>
          <select
            className="select header-choice"
            value={header}
            onChange={({ target }) => onChange({ ...place, header: Number(target.value) })}
          >
            <option value={0}>{t('map.noHeaderRow')}</option>
            {top.map(({ number, text }) => (
              <option key={number} value={number}>
                {t('map.headerRow', { n: number, text })}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}
