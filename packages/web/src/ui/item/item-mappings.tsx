import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { useSession } from '../../app/session.ts'
import { ProblemNote } from '../problem-note.tsx'
import { ItemLocalNames } from './item-local-names.tsx'

/** What stands beside an item elsewhere: codes of schemes that the server was given, and the names of one's own institution. */
export function ItemMappings({ code }: { readonly code: string }): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  return (
    <>
      <h4>{t('mapping.schemes')}</h4>
      <ForeignCodes code={code} />
      <h4>{t('mapping.names')}</h4>
      {me ? <ItemLocalNames code={code} /> : me === null && <p className="quiet">{t('mapping.signIn')}</p>}
    </>
  )
}

function ForeignCodes({ code }: { readonly code: string }): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['item-mappings', code],
    queryFn: ({ signal }) => ask('GET /items/{code}/mappings', { params: { code }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (data === undefined) return error ? <ProblemNote problem={error} onRetry={() => void refetch()} /> : t('waiting')
  if (data.length === 0) return <p className="quiet">{t('mapping.noSchemes')}</p>
  return data.map(({ system, version, title, total, codes }) => (
    <section key={`${system}|${version}`} aria-label={title}>
      <p>
        <strong>{title}</strong> {version}{' '}
        <span className="quiet">
          {system} · {t('mapping.codes', { n: total })}
        </span>
      </p>
      <ul className="item-events">
        {codes.map(({ code: other, display, relation }) => (
          <li key={other}>
            <code>{other}</code> {display} <span className="quiet">{t(`mapping.relation.${relation}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  ))
}
