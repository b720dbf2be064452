import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { Moment } from '../../../ui/moment.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { TakenUp } from '../local/taken-up.tsx'
import { CommentThread } from './comment-thread.tsx'
import { ImpactView } from './impact-view.tsx'
import { PersonName, personOf } from './person-name.tsx'
import { ProposalActs } from './proposal-acts.tsx'
import { ProposalHistory } from './proposal-history.tsx'

type Proposal = Answer<'GET /proposals/{proposal}'>

/** One proposal: what it asks for, what it would do, what was said and how it was voted on. */
export function ProposalView({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { data, error, refetch } = useQuery({
    queryKey: ['proposal', id],
    queryFn: ({ signal }) => ask('GET /proposals/{proposal}', { params: { proposal: id }, signal }),
  })
  if (error) {
    return (
      <>
        <WayBack />
        <ProblemNote problem={error} onRetry={() => void refetch()} />
      </>
    )
  }
  if (data === undefined) return <p>{t('waiting')}</p>
  const { content, stage, round, deadline, releasedIn, decision } = data
  return (
    <>
      <WayBack />
      <h2>{content.title[language]}</h2>
      <p>
        <strong>{t(`govern.stages.${stage}`)}</strong>
        {round > 0 && ` · ${t('govern.roundN', { n: round })}`}
        {deadline !== null && ` · ${t('govern.until', { day: deadline })}`}
        {releasedIn !== null && ` · ${releasedIn}`}
      </p>
      <p>
        {t('govern.proposedBy')} <PersonName person={personOf(data, data.author)} /> <Moment at={data.draftedAt} />
      </p>
      <p className="said">{content.reason}</p>
      {decision !== null && (
        <blockquote>
          <PersonName person={personOf(data, decision.by)} /> <Moment at={decision.at} />
          <p className="said">{decision.reason}</p>
        </blockquote>
      )}
      <Changes content={content} />
      <TakenUp {...content} />
      <ImpactView id={id} version={data.version} />
      <Votes proposal={data} />
      <CommentThread proposal={data} onDone={() => void refetch()} />
      <ProposalHistory id={id} version={data.version} />
      <ProposalActs proposal={data} onDone={() => void refetch()} />
    </>
  )
}

function WayBack(): ReactNode {
  const { t } = useTranslation()
  return (
    <p>
      <Link to="/govern" search={{}}>
        {t('govern.back')}
      </Link>
    </p>
  )
}

function Changes({ content }: { readonly content: Proposal['content'] }): ReactNode {
  const { t } = useTranslation()
  return (
    <section aria-label={t('govern.changes')}>
      <h3>{t('govern.changes')}</h3>
      <ul>
        {content.changes.map((change) => {
          const { kind, subject, ...rest } = change
          const key = JSON.stringify(change)
          return (
            <li key={key}>
              {t(`govern.kinds.${kind}`)} · {t(`govern.subjects.${subject}`)}{' '}
              <code className="change">{plainText(rest)}</code>
            </li>
          )
        })}
      </ul>
      {content.names.length > 0 && (
        <p>
          {t('govern.fromNames')}: {content.names.map(({ name, exams }) => `${name} (${exams})`).join(', ')}
        </p>
      )}
    </section>
  )
}

/** What a change says, in a line; its fields are terms of the tables and stand as they are. */
function plainText(fields: object): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ')
}

/** Who reviews, how they voted and why; whoever did not vote yet stands there too. */
function Votes({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const { t } = useTranslation()
  const { votes, quorum, reviewers, conflicts } = proposal
  if (reviewers.length === 0) return null
  const heard = new Set([...votes.map(({ voter }) => voter), ...conflicts.map(({ userId }) => userId)])
  return (
    <section aria-label={t('govern.votes')}>
      <h3>
        {t('govern.votes')} ({votes.length} / {quorum})
      </h3>
      <ul>
        {votes.map(({ voter, specialty, vote, reason, at }) => (
          <li key={voter}>
            <strong>{t(`govern.vote.${vote}`)}</strong> <PersonName person={personOf(proposal, voter)} /> {specialty}{' '}
            <Moment at={at} /> <q className="said">{reason}</q>
          </li>
        ))}
        {conflicts.map(({ userId, reason, at }) => (
          <li key={userId}>
            {t('govern.conflict')} <PersonName person={personOf(proposal, userId)} /> <Moment at={at} />{' '}
            <q className="said">{reason}</q>
          </li>
        ))}
        {reviewers
          .filter(({ userId }) => !heard.has(userId))
          .map(({ userId, specialty }) => (
            <li key={userId}>
              {t('govern.toVote')} <PersonName person={personOf(proposal, userId)} /> {specialty}
            </li>
          ))}
      </ul>
    </section>
  )
}
