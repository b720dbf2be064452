import { Link, useParams } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../ui/job-progress.tsx'
import { Moment } from '../../../ui/moment.tsx'

interface AcceptanceProps {
  readonly job: Job
  /** What took it back. */
  readonly undone: Job | undefined
  readonly isUndoing: boolean
  /** Left out for people who may only look. */
  readonly onUndo: (() => void) | undefined
}

/** How the last acceptance ended, and the way back. */
export function Acceptance({ job, undone, isUndoing, onUndo }: AcceptanceProps): ReactNode {
  const { t } = useTranslation()
  const { catalogueId } = useParams({ from: '/map/$catalogueId' })
  const version = String(job.params.version)
  const figures = { version, ...figuresOf(job.result) }
  if (undone !== undefined) {
    const written = figuresOf(undone.result).written
    return (
      <p role="status">
        {t('accepting.undone', { version, written })} <Moment at={undone.finishedAt ?? undone.createdAt} />
      </p>
    )
  }
  return (
    <>
      <p role="status">
        {job.status === 'done'
          ? t('accepting.outcome', figures)
          : t('accepting.stopped', { version, status: t(`job.status.${job.status}`) })}{' '}
        <Moment at={job.finishedAt ?? job.createdAt} />
      </p>
      {job.problemText !== null && <p className="field-problem">{job.problemText}</p>}
      <div className="row">
        {figures.reopened > 0 && (
          <Link to="/review/$catalogueId" params={{ catalogueId }}>
            {t('accepting.reopened', { n: figures.reopened })}
          </Link>
        )}
        {onUndo !== undefined && (
          <Popconfirm
            title={t('accepting.undoConfirm')}
            okText={t('accepting.undo')}
            cancelText={t('close')}
            onConfirm={onUndo}
          >
            <Button loading={isUndoing}>{t('accepting.undo')}</Button>
          </Popconfirm>
        )}
      </div>
    </>
  )
}

type Figures = Readonly<Record<'moved' | 'reopened' | 'refused' | 'read' | 'written', number>>

/** Numbers of a job's result; what it does not say is 0. */
function figuresOf(result: unknown): Figures {
  const none: Figures = { moved: 0, reopened: 0, refused: 0, read: 0, written: 0 }
  return { ...none, ...(result as Partial<Figures> | null) }
}
