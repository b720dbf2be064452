import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { BoardRow, BoardStep } from './rollout-table.tsx'

interface StepFormProps {
  readonly row: BoardRow
  readonly step: BoardStep
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Says that a step is done, or takes that back. */
export function StepForm({ row, step, onDone, onClose }: StepFormProps): ReactNode {
  const { t } = useTranslation()
  const [note, setNote] = useState(step.note)
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.focus(), [])
  const done = step.state !== 'done'
  const mark = useMutation({
    mutationFn: () =>
      ask('PUT /institutions/{id}/rollout/marks/{step}', {
        params: { id: row.institutionId, step: step.step as 'live' },
        body: { done, note, version: step.version },
      }),
    onSuccess: onDone,
  })
  const title = t('rollout.markStep', { institution: row.name, step: t(`rollout.step.${step.step}`) })
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {step.at !== null && (
        <p className="quiet">
          {t('rollout.last', { at: step.at.slice(0, 10), who: step.actorName })} {step.note}
        </p>
      )}
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          mark.mutate()
        }}
      >
        <label className="field">
          <span>{t('rollout.note')}</span>
          <input
            ref={box}
            className="input"
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <Button type="primary" htmlType="submit" loading={mark.isPending}>
          {t(done ? 'rollout.done' : 'rollout.takeBack')}
        </Button>
        <Button onClick={onClose}>{t('close')}</Button>
      </form>
      <ProblemNote problem={mark.error} />
    </section>
  )
}
