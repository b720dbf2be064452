import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { nameIn, useEdition } from '../../../app/edition.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { mayDo, useSession } from '../../../app/session.ts'
import { EmptyNote } from '../../../ui/empty-note.tsx'
import { InstitutionSelect } from '../../../ui/institution-select.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { LocalCandidates } from './local-candidates.tsx'
import { type LocalItem, LocalItemForm } from './local-item-form.tsx'

const MOST = 500

/** What an institution needs beside the standard, each under its parent, and what several need alike. */
export function LocalItemsTab(): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  const [institution, setInstitution] = useState<string>()
  const [renamed, setRenamed] = useState<LocalItem>()
  const mayChange = mayDo(me, 'verify')
  const choose = (id: string): void => {
    setInstitution(id)
    setRenamed(undefined)
  }
  return (
    <>
      <p>{t('local.help')}</p>
      <InstitutionSelect value={institution} onChange={choose} />
      {institution !== undefined && (
        <>
          {mayChange && (
            <LocalItemForm
              key={`${institution} ${renamed?.code ?? ''}`}
              institution={institution}
              renamed={renamed}
              onDone={() => setRenamed(undefined)}
            />
          )}
          <OwnItems institution={institution} onRename={mayChange ? setRenamed : undefined} />
        </>
      )}
      <LocalCandidates />
    </>
  )
}

interface OwnItemsProps {
  readonly institution: string
  readonly onRename: ((item: LocalItem) => void) | undefined
}

function OwnItems({ institution, onRename }: OwnItemsProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const edition = useEdition()
  const { data, error, refetch } = useQuery({
    queryKey: ['local-items', institution],
    queryFn: ({ signal }) =>
      ask('GET /institutions/{id}/local-items', { params: { id: institution }, query: { limit: MOST }, signal }),
  })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return <p>{t('waiting')}</p>
  if (data.rows.length === 0) return <EmptyNote title={t('local.none')}>{t('local.noneHelp')}</EmptyNote>
  return (
    <>
      <table className="plain" aria-label={t('local.title')}>
        <thead>
          <tr>
            <th>{t('local.code')}</th>
            <th>{t('local.name')}</th>
            <th>{t('local.parent')}</th>
            {onRename && <th>{t('local.act')}</th>}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((item) => {
            const parent = edition?.item(item.parent)
            return (
              <tr key={item.code}>
                <th scope="row">
                  <code>{item.code}</code>
                </th>
                <td>{item.name}</td>
                <td>{parent === undefined ? item.parent : nameIn(language, parent)}</td>
                {onRename && (
                  <td>
                    <Button size="small" onClick={() => onRename(item)}>
                      {t('local.rename')}
                    </Button>
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
      {data.total > MOST && <p className="quiet">{t('local.more', { shown: MOST, total: data.total })}</p>}
    </>
  )
}
