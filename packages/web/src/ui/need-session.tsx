import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../app/session.ts'
import { EmptyNote } from './empty-note.tsx'

/** Shows its children to people who are signed in, and to others the way in. */
export function NeedSession({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  const to = useRouterState({ select: ({ location }) => location.pathname })
  if (me === undefined) return <EmptyNote title={t('waiting')} />
  if (me === null) {
    return (
      <EmptyNote title={t('session.needed')}>
        <Link to="/login" search={{ to }}>
          {t('session.signIn')}
        </Link>
      </EmptyNote>
    )
  }
  return children
}
