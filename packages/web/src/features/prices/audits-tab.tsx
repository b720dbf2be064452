import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, fileBody } from '../../api/client.ts'
import { mayDo, useSession } from '../../app/session.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { InstitutionSelect } from '../../ui/institution-select.tsx'
import { JobProgress } from '../../ui/job-progress.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { TableForm } from '../../ui/table/table-form.tsx'
import { yuan } from '../../ui/yuan.ts'
import { SuspicionDownload } from './suspicion-download.tsx'
import { SuspicionRow } from './suspicion-row.tsx'
import { SuspicionView } from './suspicion-view.tsx'

const STATUSES = ['open', 'rebutted', 'upheld', 'dismissed'] as const
const PAGE = 200

/** Charge lines held against what their exams should cost: suspicions with their evidence, answered and closed by people. */
export function AuditsTab(): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const me = useSession()
  const [institutionId, setInstitutionId] = useState<string>()
  const [status, setStatus] = useState('open,rebutted')
  const [openId, setOpenId] = useState<string>()
  const list = useInfiniteQuery({
    queryKey: ['suspicions', institutionId, status],
    queryFn: ({ signal, pageParam: offset }) =>
      ask('GET /suspicions', { query: { limit: PAGE, offset, institutionId: institutionId ?? '', status }, signal }),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.rows.length < PAGE ? undefined : all.length * PAGE),
    enabled: institutionId !== undefined,
  })
  const refresh = (): void => void client.invalidateQueries({ queryKey: ['suspicions', institutionId] })
  const { total = 0, stakeCents = 0 } = list.data?.pages[0] ?? {}
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const chosen = rows.find(({ id }) => id === openId) ?? rows[0]
  return (
    <>
      <div className="row">
        <InstitutionSelect value={institutionId} onChange={setInstitutionId} />
        <label className="field">
          <span>{t('audits.status')}</span>
          <select className="select" value={status} onChange={(event) => setStatus(event.target.value)}>
            <option value="open,rebutted">{t('audits.waiting')}</option>
            {STATUSES.map((one) => (
              <option key={one} value={one}>
                {t(`suspicion.${one}`)}
              </option>
            ))}
          </select>
        </label>
        {institutionId !== undefined && mayDo(me, 'audit') && (
          <AuditUpload institutionId={institutionId} onEnd={refresh} />
        )}
      </div>
      <ProblemNote problem={list.error} onRetry={() => void list.refetch()} />
      {list.data !== undefined && rows.length === 0 && (
        <EmptyNote title={t('audits.none')}>{t('audits.noneHelp')}</EmptyNote>
      )}
      {chosen !== undefined && list.data !== undefined && (
        <>
          <div className="row">
            <span role="status">{t('audits.total', { n: total, stake: yuan(stakeCents) })}</span>
            <SuspicionDownload institutionId={institutionId ?? ''} status={status} />
          </div>
          <div className="suspicions">
            <ul>
              {rows.map((row) => (
                <SuspicionRow key={row.id} row={row} isOn={row.id === chosen.id} onOpen={() => setOpenId(row.id)} />
              ))}
              {total > rows.length && (
                <li>
                  <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                    {t('audits.more', { n: total - rows.length })}
                  </Button>
                </li>
              )}
            </ul>
            <SuspicionView key={chosen.id} id={chosen.id} onAnswered={refresh} />
          </div>
        </>
      )}
    </>
  )
}

interface AuditUploadProps {
  readonly institutionId: string
  readonly onEnd: () => void
}

/** Hands a table of charge lines in; the job holds them against their exams. */
function AuditUpload({ institutionId, onEnd }: AuditUploadProps): ReactNode {
  const { t } = useTranslation()
  const upload = useMutation({
    mutationFn: (file: File) =>
      ask('POST /institutions/{id}/charge-audits/upload', {
        params: { id: institutionId },
        query: { title: file.name.slice(0, 200) },
        body: fileBody(file),
      }),
  })
  return (
    <div>
      <TableForm
        fileLabel={t('audits.upload')}
        label={t('audits.run')}
        isPending={upload.isPending}
        onSend={(file) => upload.mutate(file)}
      />
      <ProblemNote problem={upload.error} onRetry={upload.variables && (() => upload.mutate(upload.variables))} />
      {upload.data !== undefined && <JobProgress key={upload.data.job.id} job={upload.data.job} onEnd={onEnd} />}
    </div>
  )
}
