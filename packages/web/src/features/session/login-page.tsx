import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { useSessionChange } from '../../app/session.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'

/** Signing in. The page that was asked for comes back afterwards. */
export function LoginPage(): ReactNode {
  const { t } = useTranslation()
  const { to } = useSearch({ from: '/login' })
  const navigate = useNavigate()
  const changed = useSessionChange()
  usePageTitle(t('session.signIn'))
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => ask('POST /session', { body: { login, password } }),
    onSuccess: async () => {
      await changed()
      // Only places of our own: an address from elsewhere must not lead away.
      await navigate({ to: to?.startsWith('/') && !to.startsWith('//') ? to : '/' })
    },
  })
  return (
    <div className="page narrow">
      <h1>{t('session.signIn')}</h1>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate()
        }}
      >
        <label className="field">
          <span>{t('session.login')}</span>
          <input
            className="input"
            name="login"
            autoComplete="username"
            required
            maxLength={64}
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('session.password')}</span>
          <input
            className="input"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <ProblemNote problem={enter.error} />
        <Button type="primary" htmlType="submit" loading={enter.isPending}>
          {t('session.signIn')}
        </Button>
      </form>
      <p className="quiet">{t('session.noAccount')}</p>
    </div>
  )
}
