import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { mayDo, useSession } from '../../../app/session.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'

/** Lets whoever releases undo the last release, with a reason that its notes tell. Nothing for others. */
export function RollbackButton({ version }: { readonly version: string }): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const undo = useMutation({
    mutationFn: () => {
      const date = new Date().toLocaleDateString('sv-SE')
      return ask('POST /releases/{version}/rollback', { params: { version }, body: { date, reason } })
    },
    onSuccess: async () => {
      setReason('')
      await queries.invalidateQueries({ queryKey: ['releases'] })
    },
  })
  if (!mayDo(me, 'release')) return null
  return (
    <section className="card" aria-label={t('govern.rollback.button', { version })}>
      <p>{t('govern.rollback.help')}</p>
      <label htmlFor="rollback-reason">{t('govern.rollback.reason')}</label>
      <Input.TextArea
        id="rollback-reason"
        value={reason}
        rows={3}
        maxLength={2000}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button disabled={reason.trim() === ''} loading={undo.isPending} onClick={() => undo.mutate()}>
        {t('govern.rollback.button', { version })}
      </Button>
      <ProblemNote problem={undo.error} />
    </section>
  )
}
