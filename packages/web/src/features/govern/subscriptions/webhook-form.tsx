import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'

/** Registers an address; its secret is shown this once. */
export function WebhookForm({ institutionId }: { readonly institutionId: string | null }): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [url, setUrl] = useState('')
  const create = useMutation({
    mutationFn: () => ask('POST /webhooks', { body: { url: url.trim(), institutionId } }),
    onSuccess: async () => {
      setUrl('')
      await client.invalidateQueries({ queryKey: ['webhooks', institutionId] })
    },
  })
  const { data: made } = create
  return (
    <>
      <form
        className="row card"
        aria-label={t('subscriptions.add')}
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <label className="field webhook-address">
          <span>{t('subscriptions.address')}</span>
          <input
            className="input"
            type="url"
            required
            minLength={8}
            maxLength={500}
            placeholder="https://"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        </label>
        <Button type="primary" htmlType="submit" disabled={url.trim() === ''} loading={create.isPending}>
          {t('subscriptions.add')}
        </Button>
      </form>
      <ProblemNote problem={create.error} />
      {made !== undefined && (
        <div className="card" role="status">
          <p>
            {t('subscriptions.secretOnce')} <span className="link-once">{made.url}</span>
          </p>
          <p>
            <code className="link-once">{made.secret}</code>{' '}
            <CopyButton text={made.secret} label={t('subscriptions.copySecret')} />
          </p>
          <p className="quiet">{t('subscriptions.verify')}</p>
          <Button onClick={() => create.reset()}>{t('subscriptions.kept')}</Button>
        </div>
      )}
    </>
  )
}
