import './release.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'
import { useEdition } from '../../../app/edition.ts'
import { mayDo, useSession } from '../../../app/session.ts'
import { JobProgress } from '../../../ui/job-progress.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Acceptance } from './acceptance.tsx'
import { newerThan } from './newer-than.ts'
import { jobsOfReleases } from './release-jobs.ts'
import { ReleasePreview } from './release-preview.tsx'

interface ReleaseCardProps {
  readonly catalogue: Pick<Answer<'GET /catalogues/{id}'>, 'id' | 'institutionId' | 'edition'>
}

/** Of which edition a table is, what a newer release would do to it, accepting that in one step, and taking it back. */
export function ReleaseCard({ catalogue }: ReleaseCardProps): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const me = useSession()
  const edition = useEdition()
  const { id, institutionId } = catalogue
  const releases = useQuery({ queryKey: ['releases'], queryFn: ({ signal }) => ask('GET /releases', { signal }) })
  const jobs = useQuery({
    queryKey: ['catalogue-jobs', id],
    queryFn: ({ signal }) => ask('GET /jobs', { query: { institutionId, limit: 100 }, signal }),
  })
  const accept = useMutation({
    mutationFn: (version: string) => ask('POST /catalogues/{id}/release', { params: { id }, body: { version } }),
    onSuccess: () => jobs.refetch(),
  })
  const undo = useMutation({
    mutationFn: (jobId: string) => ask('POST /catalogues/{id}/release/undo', { params: { id }, body: { jobId } }),
    onSuccess: () => jobs.refetch(),
  })
  const changed = (): void => {
    for (const key of ['catalogue-jobs', 'catalogue', 'names']) void client.invalidateQueries({ queryKey: [key, id] })
  }
  const known = [...(releases.data ?? []).map(({ version }) => version), ...(edition ? [edition.version] : [])]
  const newer = newerThan(catalogue.edition, known)
  const { running, acceptance, undone } = jobsOfReleases(jobs.data?.rows ?? [], id)
  return (
    <section className="card release-card" aria-label={t('accepting.title')}>
      <h2>{t('accepting.title')}</h2>
      <p>
        {t('accepting.current', { version: catalogue.edition })}{' '}
        {t(newer.length === 0 ? 'accepting.upToDate' : 'accepting.newer', { n: newer.length })}
      </p>
      <ProblemNote problem={releases.error ?? jobs.error ?? accept.error ?? undo.error} />
      {running !== undefined && <JobProgress key={running.id} job={running} onEnd={changed} />}
      {running === undefined && acceptance !== undefined && (
        <Acceptance
          job={acceptance}
          undone={undone}
          isUndoing={undo.isPending}
          onUndo={mayDo(me, 'decide') ? () => undo.mutate(acceptance.id) : undefined}
        />
      )}
      {running === undefined && newer.length > 0 && (
        <Choice
          key={catalogue.edition}
          catalogueId={id}
          versions={newer}
          isAccepting={accept.isPending}
          onAccept={mayDo(me, 'decide') ? accept.mutate : undefined}
        />
      )}
    </section>
  )
}

interface ChoiceProps {
  readonly catalogueId: string
  /** The newest first. */
  readonly versions: readonly string[]
  readonly isAccepting: boolean
  /** Left out for people who may only look. */
  readonly onAccept: ((version: string) => void) | undefined
}

/** First what it would do, then the step itself. */
function Choice({ catalogueId, versions, isAccepting, onAccept }: ChoiceProps): ReactNode {
  const { t } = useTranslation()
  const [version, setVersion] = useState(versions[0] ?? '')
  const [seen, setSeen] = useState<string>()
  return (
    <>
      <div className="row">
        <label>
          {t('accepting.choose')}{' '}
          <select className="select name-status" value={version} onChange={(event) => setVersion(event.target.value)}>
            {versions.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <Button onClick={() => setSeen(version)}>{t('accepting.preview')}</Button>
      </div>
      {seen === version && (
        <>
          <ReleasePreview key={version} catalogueId={catalogueId} version={version} />
          {onAccept === undefined ? (
            <p>{t('accepting.who')}</p>
          ) : (
            <>
              <p>{t('accepting.acceptHelp')}</p>
              <Button type="primary" loading={isAccepting} onClick={() => onAccept(version)}>
                {t('accepting.accept', { version })}
              </Button>
            </>
          )}
        </>
      )}
    </>
  )
}
