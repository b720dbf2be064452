import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import type { UsedLocalItem } from '../../../api/operations.ts'
import { nameIn, useEdition } from '../../../app/edition.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { EmptyNote } from '../../../ui/empty-note.tsx'
import { ItemLine } from '../../../ui/item/item-line.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { WideTable } from '../../../ui/table/wide-table.tsx'
import { type Begin, OwnItemActs } from './own-item-acts.tsx'

/** As many own items as one page of the API holds. */
const MOST_OWN_ITEMS = 500

/** The own items of an institution, those in use first, with the names that stand for them. */
export function useOwnItems(institution: string) {
  return useQuery({
    queryKey: ['local-items', institution],
    queryFn: ({ signal }) => {
      const query = { limit: MOST_OWN_ITEMS }
      return ask('GET /institutions/{id}/local-items', { params: { id: institution }, query, signal })
    },
  })
}

interface OwnItemsProps {
  readonly institution: string
  /** Nothing for whoever may only read. */
  readonly acts: { readonly onBegin: Begin; readonly onDeleted: (code: string) => void } | undefined
}

/** What an institution has of its own: state, what follows, use, and what may be done with it. */
export function OwnItems({ institution, acts }: OwnItemsProps): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch } = useOwnItems(institution)
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return <p>{t('waiting')}</p>
  if (data.rows.length === 0) return <EmptyNote title={t('local.none')}>{t('local.noneHelp')}</EmptyNote>
  return (
    <>
      <WideTable label={t('local.title')}>
        <table className="plain" aria-label={t('local.title')}>
          <thead>
            <tr>
              <th>{t('local.code')}</th>
              <th>{t('local.name')}</th>
              <th>{t('local.parent')}</th>
              <th>{t('local.state')}</th>
              <th>{t('local.use')}</th>
              {acts && <th>{t('local.act')}</th>}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((item) => (
              <tr key={item.code}>
                <OwnItemCells item={item} />
                {acts && (
                  <td>{item.state === 'in-use' && <OwnItemActs institution={institution} item={item} {...acts} />}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {data.total > MOST_OWN_ITEMS && (
        <p className="quiet">{t('local.more', { shown: MOST_OWN_ITEMS, total: data.total })}</p>
      )}
    </>
  )
}

function OwnItemCells({ item }: { readonly item: UsedLocalItem }): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const edition = useEdition()
  const parent = edition?.item(item.parent)
  const { names, exams, successors } = item
  return (
    <>
      <th scope="row">
        <code>{item.code}</code>
      </th>
      <td>{item.name}</td>
      <td>{parent === undefined ? item.parent : nameIn(language, parent)}</td>
      <td>
        {t(`local.states.${item.state}`)}
        {item.reason !== '' && <p className="said">{item.reason}</p>}
        {successors.length > 0 && (
          <ul aria-label={t('local.successors')}>
            {successors.map((code) => (
              <li key={code}>
                → <ItemLine code={code} edition={edition} />
              </li>
            ))}
          </ul>
        )}
      </td>
      <td>{names === 0 ? t('local.unused') : t('local.used', { names, exams })}</td>
    </>
  )
}
