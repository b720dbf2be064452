import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyNote } from '../ui/empty-note.tsx'

export function NotFound(): ReactNode {
  const { t } = useTranslation()
  return (
    <EmptyNote title={t('problem.noPage')}>
      <Link to="/">{t('nav.find')}</Link>
    </EmptyNote>
  )
}
