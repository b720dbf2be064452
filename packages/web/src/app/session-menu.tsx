import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../api/client.ts'
import { type Me, useSessionChange } from './session.ts'

/** Who is signed in and the way out, or the way in. */
export function SessionMenu({ me }: { readonly me: Me | null | undefined }): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const changed = useSessionChange()
  if (me === undefined) return null
  if (me === null) {
    return (
      <Link to="/login" className="nav-link">
        {t('session.signIn')}
      </Link>
    )
  }
  const leave = async (): Promise<void> => {
    await ask('DELETE /session', {})
    await changed()
    await navigate({ to: '/' })
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [{ key: 'leave', label: t('session.signOut') }],
        onClick: () => void leave(),
      }}
    >
      <Button type="text">{me.name}</Button>
    </Dropdown>
  )
}
