import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageTitle } from './page-title.ts'

/** An address that leads nowhere. */
export function NotFound(): ReactNode {
  const { t } = useTranslation()
  usePageTitle(t('problem.noPage'))
  return (
    <div className="page">
      <h1>{t('problem.noPage')}</h1>
      <p>
        <Link to="/">{t('nav.find')}</Link>
      </p>
    </div>
  )
}
