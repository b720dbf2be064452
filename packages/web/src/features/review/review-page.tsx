import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageTitle } from '../../app/page-title.ts'
import { NeedSession } from '../../ui/need-session.tsx'
import { Workbench } from './workbench.tsx'

/** The review workbench of one table. Its work survives the end of a session. */
export function ReviewPage(): ReactNode {
  const { t } = useTranslation()
  const { catalogueId } = useParams({ from: '/review/$catalogueId' })
  usePageTitle(t('review.title'))
  return (
    <NeedSession title={t('review.title')}>
      <Workbench key={catalogueId} catalogueId={catalogueId} />
    </NeedSession>
  )
}
