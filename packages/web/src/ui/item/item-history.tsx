import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../api/client.ts'
import type { EditionIndex } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { useSession } from '../../app/session.ts'
import { ProblemNote } from '../problem-note.tsx'
import { ItemLinks } from './item-links.tsx'

type History = Answer<'GET /items/{code}/history'>

/** In which edition an item came, was reworded or changed its status, and the proposals about it. */
export function ItemHistory({ code, edition }: { readonly code: string; readonly edition: EditionIndex }): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  const { data, error, refetch } = useQuery({
    queryKey: ['item-history', code, me?.userId],
    queryFn: ({ signal }) => ask('GET /items/{code}/history', { params: { code }, signal }),
  })
  if (data === undefined) return error ? <ProblemNote problem={error} onRetry={() => void refetch()} /> : t('waiting')
  return (
    <>
      <ol className="item-events">
        {data.events.map((event) => (
          <li key={event.version + event.kind}>
            <strong>{event.version}</strong> <time dateTime={event.date}>{event.date}</time>{' '}
            {event.edition !== 'active' && <em>{t(`history.edition.${event.edition}`)}</em>}{' '}
            {t(`history.${event.kind}`, { before: event.before ?? '', after: event.after ?? '' })}
            <ItemLinks codes={event.successors ?? []} edition={edition} />
          </li>
        ))}
      </ol>
      {data.proposals.length > 0 && <h4>{t('govern.proposals')}</h4>}
      <ul className="item-events">
        {data.proposals.map((proposal) => (
          <li key={proposal.id}>
            <ProposalTitle proposal={proposal} isLinked={me !== null && me !== undefined} /> ·{' '}
            {t(`govern.stages.${proposal.stage}`)} {proposal.releasedIn}
          </li>
        ))}
      </ul>
    </>
  )
}

interface ProposalTitleProps {
  readonly proposal: History['proposals'][number]
  /** The page of a proposal is for people who are signed in. */
  readonly isLinked: boolean
}

function ProposalTitle({ proposal: { id, title }, isLinked }: ProposalTitleProps): ReactNode {
  const { language } = usePreferences()
  if (!isLinked) return title[language]
  return (
    <Link to="/govern" search={{ proposal: id }}>
      {title[language]}
    </Link>
  )
}
