import { useMutation } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import type { NamesSearch } from '../../app/router.tsx'
import { type Job, JobProgress } from '../../ui/job-progress.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { type NameFilter, placeFields } from './name-filter.tsx'

const KINDS = ['accept', 'none', 'reject', 'verify', 'reopen'] as const

interface BulkDecisionProps {
  readonly catalogueId: string
  readonly filter: NameFilter
  readonly place: NamesSearch
  readonly count: number
  readonly onDone: () => void
}

/** Decides on every name that the filter shows, not only on those on screen; it runs as a job and can be undone. */
export function BulkDecision({ catalogueId, filter, place, count, onDone }: BulkDecisionProps): ReactNode {
  const { t } = useTranslation()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('accept')
  const [batchId, setBatchId] = useState<string>()
  const params = { id: catalogueId }
  const run = useMutation({
    mutationFn: (undo: string | undefined) =>
      ask('POST /catalogues/{id}/jobs', {
        params,
        body:
          undo === undefined
            ? { kind: 'decide', filter: bodyOf(filter, place), decision: kind }
            : { kind: 'undo', batchId: undo },
      }),
  })
  return (
    <div className="row">
      <select
        className="select name-status"
        aria-label={t('bulk.kind')}
        value={kind}
        onChange={(event) => setKind(event.target.value as typeof kind)}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`decision.${one}`)}
          </option>
        ))}
      </select>
      <Popconfirm
        title={t('bulk.confirm', { n: count.toLocaleString(), kind: t(`decision.${kind}`) })}
        okText={t('bulk.run')}
        cancelText={t('close')}
        onConfirm={() => run.mutate(undefined)}
      >
        <Button disabled={count === 0} loading={run.isPending}>
          {t('bulk.all', { n: count.toLocaleString() })}
        </Button>
      </Popconfirm>
      {batchId !== undefined && <Button onClick={() => run.mutate(batchId)}>{t('review.undo')}</Button>}
      <ProblemNote problem={run.error} />
      {run.data !== undefined && (
        <JobProgress
          key={run.data.id}
          job={run.data}
          onEnd={(job) => {
            setBatchId(job.kind === 'decide' ? batchOf(job.params) : undefined)
            onDone()
          }}
        />
      )}
    </div>
  )
}

function batchOf(params: Job['params']): string | undefined {
  const { batchId } = params
  return typeof batchId === 'string' ? batchId : undefined
}

/** The filter as the body of a job has it. */
function bodyOf({ text, status, state, maxConfidence }: NameFilter, place: NamesSearch) {
  return {
    ...(text === '' ? {} : { text }),
    ...(status === '' ? {} : { status: [status] }),
    ...(state === '' ? {} : { suggestedState: [state] }),
    ...(maxConfidence === 1 ? {} : { maxConfidence }),
    ...(place.item === 'none' ? { hasItem: false } : {}),
    ...placeFields(place),
  }
}
