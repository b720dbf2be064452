import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask, fileBody } from '../../api/client.ts'
import { JobProgress } from '../../ui/job-progress.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { TableForm } from '../../ui/table-form.tsx'

const KINDS = ['exam-dictionary', 'order-items', 'charge-items', 'exam-log', 'dicom-descriptions'] as const

interface UploadFormProps {
  readonly institutionId: string
  readonly onDone: () => void
}

/** Brings a table in: what it is, the file, and then what was found in it while its names are read. */
export function UploadForm({ institutionId, onDone }: UploadFormProps): ReactNode {
  const { t } = useTranslation()
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState<(typeof KINDS)[number]>('exam-dictionary')
  /** Kept when the file is refused, so that another file goes to the same place. */
  const [catalogueId, setCatalogueId] = useState<string>()
  const [isRead, setRead] = useState(false)
  const upload = useMutation({
    mutationFn: async (chosen: File) => {
      setRead(false)
      const made =
        catalogueId ??
        (
          await ask('POST /institutions/{id}/catalogues', {
            params: { id: institutionId },
            body: { kind, title: (title.trim() || chosen.name).slice(0, 200), sourceName: chosen.name.slice(0, 300) },
          })
        ).id
      setCatalogueId(made)
      const body = fileBody(chosen)
      return { id: made, report: await ask('POST /catalogues/{id}/upload', { params: { id: made }, body }) }
    },
    onSuccess: () => {
      setCatalogueId(undefined)
      onDone()
    },
  })
  return (
    <section className="card" aria-labelledby="upload-title">
      <h2 id="upload-title">{t('map.upload')}</h2>
      <p className="quiet">{t('map.uploadHelp')}</p>
      <TableForm label={t('map.send')} isPending={upload.isPending} onSend={(file) => upload.mutate(file)}>
        <label className="field">
          <span>{t('map.kind')}</span>
          <select className="select" value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`catalogue.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('map.name')}</span>
          <input className="input" maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
        </label>
      </TableForm>
      <ProblemNote problem={upload.error} onRetry={upload.variables && (() => upload.mutate(upload.variables))} />
      {upload.data !== undefined && (
        <>
          <UploadReport report={upload.data.report} />
          <JobProgress key={upload.data.report.job.id} job={upload.data.report.job} onEnd={() => setRead(true)} />
          {isRead && (
            <Link to="/review/$catalogueId" params={{ catalogueId: upload.data.id }} className="next-step">
              {t('map.review')}
            </Link>
          )}
        </>
      )}
    </section>
  )
}

/** What was found in the file: columns as guessed, persons left out, damage named. */
function UploadReport({ report }: { readonly report: Answer<'POST /catalogues/{id}/upload'> }): ReactNode {
  const { t } = useTranslation()
  return (
    <dl className="pairs">
      <dt>{t('map.rows')}</dt>
      <dd>
        {t('map.rowsSaid', { rows: report.rows, added: report.added, merged: report.merged, dropped: report.dropped })}
      </dd>
      <dt>{t('map.columns')}</dt>
      <dd>
        {Object.entries(report.columns).map(([role, header]) => (
          <span key={role} className="note">{`${header || t('map.noHeader')} → ${t(`role.${role}`)}`}</span>
        ))}
      </dd>
      {report.personal.length > 0 && (
        <>
          <dt>{t('map.personal')}</dt>
          <dd>{report.personal.map(({ column }) => column).join(t('comma'))}</dd>
        </>
      )}
      {report.damage.length > 0 && (
        <>
          <dt>{t('map.damage')}</dt>
          <dd>{report.damage.map(({ column, count }) => `${column} (${count})`).join(t('comma'))}</dd>
        </>
      )}
    </dl>
  )
}
