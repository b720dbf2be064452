import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { useSessionChange } from '../../app/session.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'

/** Where a one-time link leads: choose a password and be signed in. The token stands behind #, so no log ever holds it. */
export function WelcomePage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const changed = useSessionChange()
  usePageTitle(t('session.welcome'))
  const [token] = useState(() => location.hash.slice(1))
  const [password, setPassword] = useState('')
  const redeem = useMutation({
    mutationFn: () => ask('POST /links/redeem', { body: { token, password } }),
    onSuccess: async () => {
      await changed()
      await navigate({ to: '/' })
    },
  })
  if (token === '') {
    return (
      <div className="page narrow">
        <h1>{t('session.noLink')}</h1>
        <p className="quiet">{t('session.noLinkHelp')}</p>
      </div>
    )
  }
  return (
    <div className="page narrow">
      <h1>{t('session.welcome')}</h1>
      <p className="quiet">{t('session.welcomeHelp')}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          redeem.mutate()
        }}
      >
        <label className="field">
          <span>{t('session.newPassword')}</span>
          <input
            className="input"
            name="password"
            type="password"
            autoComplete="new-password"
            required
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <ProblemNote problem={redeem.error} />
        <Button type="primary" htmlType="submit" loading={redeem.isPending}>
          {t('session.setPassword')}
        </Button>
      </form>
    </div>
  )
}
