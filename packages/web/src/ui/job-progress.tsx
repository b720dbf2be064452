import { Button, Progress } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../api/client.ts'

export type Job = Answer<'GET /jobs/{id}'>

interface JobProgressProps {
  readonly job: Job
  readonly onEnd: (job: Job) => void
}

/** Long work while it runs: how far it is, and a way to stop it. Told by the server; asked for where events do not come through. */
export function JobProgress({ job, onEnd }: JobProgressProps): ReactNode {
  const { t } = useTranslation()
  const [now, setNow] = useState(job)
  const whenDone = useRef(onEnd)
  whenDone.current = onEnd

  useEffect(() => {
    const source = new EventSource(`/api/v1/jobs/${job.id}/events`)
    let timer: ReturnType<typeof setTimeout> | undefined
    let hasEnded = false
    const seen = (state: Job): void => {
      setNow(state)
      if (state.finishedAt === null || hasEnded) return
      hasEnded = true
      source.close()
      whenDone.current(state)
    }
    const hear = (event: MessageEvent<string>): void => seen(JSON.parse(event.data) as Job)
    source.addEventListener('progress', hear)
    source.addEventListener('end', hear)
    source.addEventListener('error', () => {
      // A proxy that holds events back: look instead of listening.
      timer = setTimeout(() => {
        ask('GET /jobs/{id}', { params: { id: job.id } }).then(seen, () => undefined)
      }, 1000)
    })
    return () => {
      source.close()
      clearTimeout(timer)
    }
  }, [job.id])

  const percent = now.total === 0 ? 0 : Math.round((now.done / now.total) * 100)
  return (
    <div className="job" role="status">
      <span>
        {t(`job.kind.${now.kind}`)} · {t(`job.status.${now.status}`)} {now.total > 0 && `${now.done} / ${now.total}`}
      </span>
      <Progress
        percent={now.status === 'done' ? 100 : percent}
        status={now.status === 'failed' ? 'exception' : now.finishedAt === null ? 'active' : 'success'}
        aria-label={t(`job.kind.${now.kind}`)}
      />
      {now.problemText !== null && <p className="field-problem">{now.problemText}</p>}
      {now.finishedAt === null && (
        <Button size="small" onClick={() => void ask('POST /jobs/{id}/cancel', { params: { id: job.id } })}>
          {t('job.cancel')}
        </Button>
      )}
    </div>
  )
}
