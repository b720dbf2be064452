import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditionIndex } from '../app/edition.ts'
import { type Reading, useReadingTexts } from '../app/reading.ts'
import { ItemLine } from './item/item-line.tsx'
import { SpansText } from './spans-text.tsx'
import { StateTag } from './state-tag.tsx'

interface ReadingViewProps {
  readonly reading: Reading
  readonly edition: EditionIndex | undefined
}

/** A name as it was read: coloured words, items, how sure, what was taken for granted, what contradicts, and why. */
export function ReadingView({ reading, edition }: ReadingViewProps): ReactNode {
  const { t } = useTranslation()
  const words = useReadingTexts()
  const spans = reading.items.flatMap(({ spans: some }) => some ?? [])
  return (
    <article className="reading">
      <header className="reading-head">
        <SpansText text={reading.name} spans={spans} />
        <span className="reading-verdict">
          <StateTag state={reading.state} />
          <span className="confidence" title={t('reading.confidence')}>
            {Math.round(reading.confidence * 100)}%
          </span>
        </span>
      </header>
      <ul className="reading-items">
        {reading.items.map((segment, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: segments have no identity but their place
          <li key={at}>
            {segment.code === null ? (
              <span>
                {t('reading.noItem')}
                {segment.missing !== undefined &&
                  segment.missing.length > 0 &&
                  `${t('reading.missing')}${segment.missing.map((facet) => words('facets', facet)).join(t('comma'))}`}
              </span>
            ) : (
              <>
                <ItemLine code={segment.code} edition={edition} />
                {segment.relation !== 'equivalent' && <em>{words('relations', segment.relation)}</em>}
              </>
            )}
            {segment.code === null && segment.closest !== undefined && segment.closest.length > 0 && (
              <ul className="reading-closest" aria-label={t('reading.closest')}>
                {segment.closest.map((code) => (
                  <li key={code}>
                    <ItemLine code={code} edition={edition} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
        {reading.items.length === 0 && <li>{t('reading.noItem')}</li>}
      </ul>
      <dl className="reading-notes">
        <Notes title={t('reading.flags')} kind="flags" codes={reading.flags} />
        <Notes
          title={t('reading.reason')}
          kind="reasons"
          codes={reading.reason === undefined ? [] : [reading.reason]}
        />
        <Notes title={t('reading.defaults')} kind="facets" codes={reading.defaults} />
        <Notes title={t('reading.modifiers')} kind="modifiers" codes={reading.modifiers} />
        <Notes title={t('reading.classes')} kind="classes" codes={reading.classes} />
      </dl>
      <details className="why">
        <summary>{t('reading.why')}</summary>
        <ol>
          {reading.rules.map((rule) => (
            <li key={rule}>{words('rules', rule)}</li>
          ))}
        </ol>
        {reading.candidates.length > 0 && (
          <>
            <h4>{t('reading.lost')}</h4>
            <ul>
              {reading.candidates.map(({ codes, why }) => (
                <li key={`${codes.join()}${why}`}>
                  {codes.map((code) => (
                    <ItemLine key={code} code={code} edition={edition} />
                  ))}
                  <em>{words('rules', why)}</em>
                </li>
              ))}
            </ul>
          </>
        )}
      </details>
    </article>
  )
}

function Notes({
  title,
  kind,
  codes,
}: {
  readonly title: string
  readonly kind: 'flags' | 'reasons' | 'facets' | 'modifiers' | 'classes'
  readonly codes: readonly string[]
}): ReactNode {
  const words = useReadingTexts()
  if (codes.length === 0) return null
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {codes.map((code) => (
          <span key={code} className={`note note-${kind}`}>
            {words(kind, code)}
          </span>
        ))}
      </dd>
    </>
  )
}
