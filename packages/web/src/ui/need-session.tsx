import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../app/session.ts'
import { EmptyNote } from './empty-note.tsx'

interface NeedSessionProps {
  /** Heading of the page, where what is inside has it. */
  readonly title?: string
  readonly children: ReactNode
}

/** Shows its children to people who are signed in, and to others the way in. */
export function NeedSession({ title, children }: NeedSessionProps): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  const to = useRouterState({ select: ({ location }) => location.pathname })
  if (me) return children
  return (
    <>
      {title !== undefined && <h1>{title}</h1>}
      {me === undefined ? (
        <EmptyNote title={t('waiting')} />
      ) : (
        <EmptyNote title={t('session.needed')}>
          <Link to="/login" search={{ to }}>
            {t('session.signIn')}
          </Link>
        </EmptyNote>
      )}
    </>
  )
}
