import type { ReactNode } from 'react'
import { type EditionIndex, nameIn, type Slot } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'

interface FacetSelectsProps {
  readonly code: string
  readonly edition: EditionIndex
  readonly onChange: (code: string) => void
}

/** The fields of a code as lists to pick from. */
export function FacetSelects({ code, edition, onChange }: FacetSelectsProps): ReactNode {
  const { language } = usePreferences()
  const slots = edition.layoutOf(code)?.slots ?? []
  const choose = (slot: Slot, value: string): void =>
    onChange(code.slice(0, slot.valueStart) + value + code.slice(slot.end))
  return slots
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
            value={code.slice(slot.valueStart, slot.end)}
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
    })
}
