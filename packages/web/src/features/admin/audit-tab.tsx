import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { useSession } from '../../app/session.ts'
import { InstitutionSelect } from '../../ui/institution-select.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { WideTable } from '../../ui/table/wide-table.tsx'

const PAGE = 50

/** The record of changes of an institution, newest first. Entries are chained: none can be taken out unseen. */
export function AuditTab(): ReactNode {
  const { t } = useTranslation()
  const [institutionId, setInstitutionId] = useState<string>()
  const [offset, setOffset] = useState(0)
  const me = useSession()
  const { data, error } = useQuery({
    queryKey: ['audit', institutionId, offset],
    queryFn: ({ signal }) =>
      ask('GET /institutions/{id}/audit', {
        params: { id: institutionId ?? '' },
        query: { limit: PAGE, offset },
        signal,
      }),
    enabled: institutionId !== undefined,
  })
  const members = useQuery({
    queryKey: ['members', institutionId],
    queryFn: ({ signal }) => ask('GET /institutions/{id}/members', { params: { id: institutionId ?? '' }, signal }),
    enabled: institutionId !== undefined,
  })
  const names = new Map([...(members.data ?? []), ...(me ? [me] : [])].map(({ userId, name }) => [userId, name]))
  const whoDid = (actor: string | null): string =>
    actor === null ? t('admin.system') : (names.get(actor) ?? actor.slice(0, 8))
  const whatHappened = (action: string): string => {
    const [table, verb] = action.split('.')
    return `${t(`admin.changed.${table}`, { defaultValue: table })} · ${t(`admin.change.${verb}`, { defaultValue: verb })}`
  }
  return (
    <>
      <InstitutionSelect value={institutionId} onChange={setInstitutionId} />
      <ProblemNote problem={error} />
      <WideTable label={t('admin.audit')}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('admin.when')}</th>
              <th scope="col">{t('admin.who')}</th>
              <th scope="col">{t('admin.what')}</th>
              <th scope="col">{t('admin.subject')}</th>
              <th scope="col">{t('admin.hash')}</th>
            </tr>
          </thead>
          <tbody>
            {data?.rows.map((entry) => (
              <tr key={entry.seq}>
                <td>{entry.at.slice(0, 19).replace('T', ' ')}</td>
                <td>{whoDid(entry.actor)}</td>
                <td>{whatHappened(entry.action)}</td>
                <td>
                  <code>{entry.subject}</code>
                </td>
                <td>
                  <code>{entry.hash.slice(0, 12)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <div className="row">
        <Button disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - PAGE))}>
          {t('admin.newer')}
        </Button>
        <Button disabled={offset + PAGE >= (data?.total ?? 0)} onClick={() => setOffset(offset + PAGE)}>
          {t('admin.older')}
        </Button>
      </div>
    </>
  )
}
