import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

const SCOPES = ['read', 'decide', 'upload', 'manage'] as const

/** One's own keys for programs. A new one is shown once. */
export function KeysTab(): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly (typeof SCOPES)[number][]>(['read'])
  const { data, error } = useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => ask('GET /keys', { signal }) })
  const renew = () => client.invalidateQueries({ queryKey: ['keys'] })
  const create = useMutation({
    mutationFn: () => ask('POST /keys', { body: { name, scopes } }),
    onSuccess: async () => {
      setName('')
      await renew()
    },
  })
  const revoke = useMutation({
    mutationFn: (id: string) => ask('DELETE /keys/{id}', { params: { id } }),
    onSuccess: renew,
  })
  return (
    <>
      <ProblemNote problem={error ?? revoke.error ?? create.error} />
      {data?.length === 0 && <EmptyNote title={t('admin.noKeys')}>{t('admin.noKeysHelp')}</EmptyNote>}
      <ul className="cards">
        {data?.map((key) => (
          <li key={key.id} className="card">
            <strong>{key.name}</strong> <code>{key.prefix}…</code>
            <span className="quiet">{key.scopes.map((scope) => t(`scope.${scope}`)).join(t('comma'))}</span>
            {key.revokedAt === null ? (
              <Button size="small" onClick={() => revoke.mutate(key.id)}>
                {t('admin.revoke')}
              </Button>
            ) : (
              t('admin.revoked')
            )}
          </li>
        ))}
      </ul>
      <form
        className="row card"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <label className="field">
          <span>{t('admin.keyName')}</span>
          <input
            className="input"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {SCOPES.map((scope) => (
          <label key={scope}>
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={() =>
                setScopes(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope])
              }
            />{' '}
            {t(`scope.${scope}`)}
          </label>
        ))}
        <Button type="primary" htmlType="submit" disabled={scopes.length === 0} loading={create.isPending}>
          {t('admin.add')}
        </Button>
        {create.data !== undefined && (
          <p role="status">
            {t('admin.keyOnce')} <code className="link-once">{create.data.key}</code>
          </p>
        )}
      </form>
    </>
  )
}
