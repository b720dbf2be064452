import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, fileBody } from '../../api/client.ts'
import { JobProgress } from '../../ui/job-progress.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { ColumnChoice } from './column-choice.tsx'
import { type ChosenColumns, columnsQuery, guessedColumns } from './column-roles.ts'
import { PlaceChoice, type TablePlace } from './place-choice.tsx'
import type { TableKind } from './table-kinds.ts'
import { UploadReport } from './upload-report.tsx'

interface ChosenTableProps {
  readonly file: File
  /** Tells one choice of a file from the next. */
  readonly number: number
  readonly about: { readonly institutionId: string; readonly kind: TableKind; readonly title: string }
  readonly onDone: () => void
}

/** A chosen file: looked at first, then uploaded with the columns that the person settled on. */
export function ChosenTable({ file, number, about, onDone }: ChosenTableProps): ReactNode {
  const { t } = useTranslation()
  const { institutionId, kind, title } = about
  const [changed, setChanged] = useState<ChosenColumns>()
  const [place, setPlace] = useState<TablePlace>({})
  const look = useQuery({
    queryKey: ['upload-preview', institutionId, number, place],
    queryFn: ({ signal }) =>
      ask('POST /institutions/{id}/catalogues/upload-preview', {
        params: { id: institutionId },
        query: { ...place },
        body: fileBody(file),
        signal,
      }),
    retry: false,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const chosen = changed ?? guessedColumns(look.data?.columns ?? [])
  const upload = useMutation({
    mutationFn: () =>
      ask('POST /institutions/{id}/catalogues/upload', {
        params: { id: institutionId },
        query: { kind, ...(title === '' ? {} : { title }), columns: columnsQuery(chosen), ...place },
        body: fileBody(file),
      }),
    onSuccess: onDone,
  })
  if (upload.data !== undefined) return <Uploaded answer={upload.data} />
  return (
    <>
      {look.isPending && <p role="status">{t('map.looking')}</p>}
      <ProblemNote problem={look.error} onRetry={() => void look.refetch()} />
      {look.data !== undefined && look.error === null && (
        <>
          <PlaceChoice
            preview={look.data}
            place={place}
            onChange={(other) => {
              setPlace(other)
              setChanged(undefined)
            }}
          />
          <ColumnChoice preview={look.data} chosen={chosen} onChange={setChanged} />
          <div className="row">
            <Button
              type="primary"
              disabled={chosen.name === undefined || look.isPlaceholderData}
              loading={upload.isPending}
              onClick={() => upload.mutate()}
            >
              {t('map.send')}
            </Button>
            {chosen.name === undefined && <span className="quiet">{t('map.needName')}</span>}
          </div>
        </>
      )}
      <ProblemNote problem={upload.error} onRetry={() => upload.mutate()} />
    </>
  )
}

interface UploadedProps {
  readonly answer: Parameters<typeof UploadReport>[0]['report']
}

/** What was taken in, and the way on once its names are read. */
function Uploaded({ answer }: UploadedProps): ReactNode {
  const { t } = useTranslation()
  const [isRead, setRead] = useState(false)
  return (
    <>
      <UploadReport report={answer} />
      <JobProgress key={answer.job.id} job={answer.job} onEnd={() => setRead(true)} />
      {isRead && (
        <Link to="/review/$catalogueId" params={{ catalogueId: answer.catalogue.id }} className="next-step">
          {t('map.review')}
        </Link>
      )}
    </>
  )
}
