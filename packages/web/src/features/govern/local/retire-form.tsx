import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'
import type { UsedLocalItem } from '../../../api/operations.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { SuccessorChoice } from './successor-choice.tsx'

export type RetiredLocalItem = Answer<'POST /institutions/{id}/local-items/{code}/retire'>

interface RetireFormProps {
  readonly institution: string
  readonly item: UsedLocalItem
  readonly onRetired: (done: RetiredLocalItem) => void
  readonly onCancel: () => void
}

/** Takes an own item out of use: why, and what its decisions follow. Asks once more, for it cannot come back. */
export function RetireForm({ institution, item, onRetired, onCancel }: RetireFormProps): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [successor, setSuccessor] = useState('')
  const { code, version, names } = item
  const retire = useMutation({
    mutationFn: () => {
      const body = { version, reason: reason.trim(), ...(successor === '' ? {} : { successor }) }
      return ask('POST /institutions/{id}/local-items/{code}/retire', { params: { id: institution, code }, body })
    },
    onSuccess: async (done) => {
      onRetired(done)
      // Decisions moved too, wherever they are shown.
      await client.invalidateQueries()
    },
  })
  const confirming = successor === '' ? 'local.retireAloneConfirm' : 'local.retireConfirm'
  return (
    <form className="card" aria-label={t('local.retireOf', { code })} onSubmit={(event) => event.preventDefault()}>
      <h3>{t('local.retireOf', { code })}</h3>
      <p className="quiet">{t('local.retireHelp')}</p>
      <label className="field">
        <span>{t('local.reason')}</span>
        <input
          className="input"
          // biome-ignore lint/a11y/noAutofocus: the form opens on demand, away from the button that opened it
          autoFocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <SuccessorChoice institution={institution} of={code} chosen={successor} onChoose={setSuccessor} />
      <div className="row">
        <Popconfirm
          title={t(confirming, { code, successor, names })}
          okText={t('local.retire')}
          cancelText={t('close')}
          onConfirm={() => retire.mutate()}
        >
          <Button type="primary" disabled={reason.trim() === ''} loading={retire.isPending}>
            {t('local.retire')}
          </Button>
        </Popconfirm>
        <Button onClick={onCancel}>{t('local.cancel')}</Button>
      </div>
      <ProblemNote problem={retire.error} />
    </form>
  )
}
