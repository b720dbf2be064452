import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { JobProgress } from '../../ui/job-progress.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

/** Long work of late, newest first; what is still running can be stopped. */
export function JobsTab(): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => ask('GET /jobs', { query: { limit: 50 }, signal }),
  })
  return (
    <>
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      {data?.rows.length === 0 && <EmptyNote title={t('admin.noJobs')}>{t('admin.noJobsHelp')}</EmptyNote>}
      {data?.rows
        .filter(({ finishedAt }) => finishedAt === null)
        .map((job) => (
          <JobProgress key={job.id} job={job} onEnd={() => void refetch()} />
        ))}
      <table className="plain">
        <tbody>
          {data?.rows
            .filter(({ finishedAt }) => finishedAt !== null)
            .map((job) => (
              <tr key={job.id}>
                <td>{job.createdAt.slice(0, 19).replace('T', ' ')}</td>
                <td>{t(`job.kind.${job.kind}`)}</td>
                <td>
                  {t(`job.status.${job.status}`)}
                  {job.problemText !== null && <span className="quiet"> {job.problemText}</span>}
                </td>
                <td className="vt-end">{job.done}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  )
}
