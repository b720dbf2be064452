import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type EditionIndex, nameIn } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'

/** A code taken apart: one row a field, its characters, what the field is and what it says. */
export function CodeFields({ code, edition }: { readonly code: string; readonly edition: EditionIndex }): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const readings = edition.takeApart(code)
  return (
    <table className="code-fields">
      <caption className="unseen">{t('code.apart')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('code.characters')}</th>
          <th scope="col">{t('code.field')}</th>
          <th scope="col">{t('code.meaning')}</th>
        </tr>
      </thead>
      <tbody>
        {readings.map(({ slot, text, code: path, value }) => (
          <tr key={slot.field}>
            <td>
              <code>
                <span className="code-before">{path.slice(0, path.length - text.length)}</span>
                <strong>{text}</strong>
              </code>
            </td>
            <td>{slot.title[language]}</td>
            <td>
              {value === undefined
                ? t(slot.dictionary === null ? 'code.fixed' : 'code.unknown')
                : nameIn(language, value)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
