import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { Moment } from '../../../ui/moment.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { PersonName } from './person-name.tsx'

/** All that happened to a proposal, in order; asked for when it is opened. */
export function ProposalHistory({ id, version }: { readonly id: string; readonly version: number }): ReactNode {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['proposal-history', id, version],
    queryFn: ({ signal }) => ask('GET /proposals/{proposal}/history', { params: { proposal: id }, signal }),
    enabled: isOpen,
  })
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('rounds.history')}</summary>
      <ProblemNote problem={error} />
      <ol>
        {data?.map(({ version: number, at, person, act }) => (
          <li key={number}>
            <Moment at={at} /> <PersonName person={person} /> {t(`rounds.done.${act.kind}`)}{' '}
            <span className="said">{textOf(act)}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}

function textOf(act: Readonly<Record<string, unknown>>): string {
  return ['vote', 'reason', 'text', 'deadline', 'version']
    .flatMap((key) => (typeof act[key] === 'string' ? [act[key]] : []))
    .join(' · ')
}
