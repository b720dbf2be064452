import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type EditionIndex, nameIn, type Slot } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { CodeText } from '../../ui/code-text.tsx'

interface FacetEditorProps {
  readonly code: string
  readonly edition: EditionIndex
  readonly onPick: (code: string) => void
}

/** The facets of an item as lists to pick from; the code builds itself, and says whether it is an item. */
export function FacetEditor({ code, edition, onPick }: FacetEditorProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const [built, setBuilt] = useState(code)
  const slots = edition.layoutOf(built)?.slots ?? []
  const item = edition.item(built)
  const choose = (slot: Slot, value: string): void =>
    setBuilt(built.slice(0, slot.valueStart) + value + built.slice(slot.end))
  return (
    <fieldset className="facets">
      <legend>{t('review.facets')}</legend>
      {slots
        .filter(({ facet, dictionary }) => facet !== null && dictionary !== null)
        .map((slot) => {
          const values = edition
            .valuesOf(slot.dictionary ?? '')
            .filter(({ code: one }) => one.length === slot.end - slot.valueStart)
          return (
            <label key={slot.field} className="facet">
              <span>{slot.title[language]}</span>
              <select
                className="select"
                value={built.slice(slot.valueStart, slot.end)}
                onChange={(event) => choose(slot, event.target.value)}
              >
                {values.map((value) => (
                  <option key={value.code} value={value.code}>
                    {`${value.code} ${nameIn(language, value)}`}
                  </option>
                ))}
              </select>
            </label>
          )
        })}
      <p role="status">
        <CodeText code={built} slots={slots} against={code} />{' '}
        {item === undefined ? t('review.notItem') : nameIn(language, item)}
      </p>
      <Button disabled={item === undefined} onClick={() => onPick(built)}>
        {t('review.takeItem')}
      </Button>
    </fieldset>
  )
}
