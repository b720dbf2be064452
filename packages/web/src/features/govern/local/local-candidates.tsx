import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { useEdition } from '../../../app/edition.ts'
import { ItemLine } from '../../../ui/item/item-line.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'

/** Names that a link brings into a proposal; an address is no place for more. */
const MOST_NAMES = 10

/** Parents under which several institutions have items of their own: where the standard may lack one, and a proposal begins. */
export function LocalCandidates(): ReactNode {
  const { t } = useTranslation()
  const edition = useEdition()
  const { data, error, refetch } = useQuery({
    queryKey: ['local-candidates'],
    queryFn: ({ signal }) => ask('GET /local-item-candidates', { query: { institutions: 2 }, signal }),
  })
  return (
    <section aria-label={t('local.candidates')}>
      <h2>{t('local.candidates')}</h2>
      <p className="quiet">{t('local.candidatesHelp')}</p>
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      {data?.length === 0 && <p>{t('local.noCandidates')}</p>}
      <ul>
        {data?.map(({ parent, institutions, items }) => {
          const [name = '', ...also] = [...new Set(items.map((item) => item.name))].slice(0, MOST_NAMES)
          return (
            <li key={parent}>
              <ItemLine code={parent} edition={edition} /> · {t('local.institutions', { n: institutions })}
              <ul>
                {items.map((item) => (
                  <li key={`${item.institutionId} ${item.code}`}>
                    <code>{item.code}</code> {item.name}
                  </li>
                ))}
              </ul>
              <Link to="/govern" search={{ tab: 'draft', name, also, from: parent, under: parent }}>
                {t('local.promote')}
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
