import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type EditionIndex, type FieldReading, nameIn, useEdition } from '../../app/edition.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { usePreferences } from '../../app/preferences.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ItemLine } from '../../ui/item/item-line.tsx'
import { ItemPicker } from '../../ui/item/item-picker.tsx'

/** Two items side by side, field by field; what differs is marked in words and colour. */
export function ComparePage(): ReactNode {
  const { t } = useTranslation()
  const edition = useEdition()
  const { a, b } = useSearch({ from: '/compare' })
  const navigate = useNavigate({ from: '/compare' })
  usePageTitle(t('compare.title'))
  const pick = (place: 'a' | 'b') => (code: string) =>
    void navigate({ search: (before) => ({ ...before, [place]: code }), replace: true })
  return (
    <div className="page">
      <h1>{t('compare.title')}</h1>
      <div className="two">
        {(['a', 'b'] as const).map((place) => (
          <div key={place}>
            <ItemPicker label={t(`compare.${place}`)} edition={edition} onPick={pick(place)} />
            <Shown code={place === 'a' ? a : b} edition={edition} other={place === 'a' ? b : a} />
          </div>
        ))}
      </div>
      {a === undefined || b === undefined || edition === undefined ? (
        <EmptyNote title={t('compare.empty')}>{t('compare.emptyHelp')}</EmptyNote>
      ) : (
        <Comparison a={a} b={b} edition={edition} />
      )}
    </div>
  )
}

function Shown({
  code,
  edition,
  other,
}: {
  readonly code: string | undefined
  readonly other: string | undefined
  readonly edition: EditionIndex | undefined
}): ReactNode {
  const { t } = useTranslation()
  if (code === undefined) return <p className="quiet">{t('compare.none')}</p>
  if (edition !== undefined && edition.item(code) === undefined) {
    return (
      <p role="alert" className="field-problem">
        {t('compare.unknown', { code })}{' '}
        <Link to="/decode" search={{ code }}>
          {t('nav.decode')}
        </Link>
      </p>
    )
  }
  return (
    <p>
      <Link to="/" search={{ item: code }}>
        <ItemLine code={code} edition={edition} against={other} />
      </Link>
    </p>
  )
}

function Comparison({
  a,
  b,
  edition,
}: {
  readonly a: string
  readonly b: string
  readonly edition: EditionIndex
}): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const [first, second] = [edition.takeApart(a), edition.takeApart(b)]
  const fields = [...new Set([...first, ...second].map(({ slot }) => slot.field))]
  const said = (readings: readonly FieldReading[], field: string): string => {
    const reading = readings.find(({ slot }) => slot.field === field)
    if (reading === undefined) return '—'
    return `${reading.text} ${reading.value === undefined ? '' : nameIn(language, reading.value)}`
  }
  return (
    <table className="code-fields compare">
      <caption className="unseen">{t('compare.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('code.field')}</th>
          <th scope="col">{a}</th>
          <th scope="col">{b}</th>
          <th scope="col">{t('compare.verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => {
          const [left, right] = [said(first, field), said(second, field)]
          const slot = [...first, ...second].find((reading) => reading.slot.field === field)?.slot
          return (
            <tr key={field} className={left === right ? '' : 'differs'}>
              <th scope="row">{slot?.title[language]}</th>
              <td>{left}</td>
              <td>{right}</td>
              <td>{t(left === right ? 'compare.same' : 'compare.differs')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
