import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditionIndex } from '../../app/edition.ts'
import { readingFrom, useReadingTexts } from '../../app/reading.ts'
import { ItemLine } from '../../ui/item/item-line.tsx'
import { ProposeLink } from '../../ui/propose-link.tsx'
import { ReadingView } from '../../ui/reading-view.tsx'
import { SpansText } from '../../ui/spans-text.tsx'
import type { Cluster, NameState } from './use-decisions.ts'

interface ClusterViewProps {
  readonly cluster: Cluster
  readonly names: readonly NameState[]
  readonly edition: EditionIndex | undefined
}

/** The names of a cluster with the words that were understood, what is suggested, and how other readings differ. */
export function ClusterView({ cluster, names, edition }: ClusterViewProps): ReactNode {
  const { t } = useTranslation()
  const words = useReadingTexts()
  const reading = readingFrom(names[0]?.suggestion)
  const suggested = cluster.suggestedCodes[0]
  return (
    <div>
      {reading !== undefined && <ReadingView reading={reading} edition={edition} />}
      {suggested === undefined && names[0] !== undefined && (
        <ProposeLink name={names[0].name} modality={names[0].modality} exams={cluster.exams} />
      )}
      {reading !== undefined && reading.candidates.length > 0 && (
        <section>
          <h2>{t('review.candidates')}</h2>
          <ul className="candidates">
            {reading.candidates.map(({ codes, why }) => (
              <li key={codes.join() + why}>
                {codes.map((code) => (
                  <ItemLine key={code} code={code} edition={edition} against={suggested} />
                ))}
                <em>{words('rules', why)}</em>
              </li>
            ))}
          </ul>
        </section>
      )}
      <h2>{t('review.names', { n: cluster.names })}</h2>
      <ul className="cluster-names">
        {names.slice(0, 60).map((name) => (
          <li key={name.id}>
            <SpansText
              text={name.name}
              spans={readingFrom(name.suggestion)?.items.flatMap(({ spans }) => spans ?? []) ?? []}
            />
            <span className="quiet">
              {Object.values(name.columns).join(' · ')} {name.looksLikePerson && `⚠ ${t('review.person')}`}
            </span>
            <span className="cluster-exams">{name.exams.toLocaleString()}</span>
          </li>
        ))}
        {names.length > 60 && <li className="quiet">{t('find.more', { n: names.length - 60 })}</li>}
      </ul>
    </div>
  )
}
