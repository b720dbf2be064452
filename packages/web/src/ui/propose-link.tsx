import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface ProposeLinkProps {
  readonly name: string
  readonly modality: string
  readonly exams: number
}

/** From a name that no item answers to a proposal that is drafted from it. */
export function ProposeLink({ name, modality, exams }: ProposeLinkProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Link to="/govern" search={{ tab: 'draft', name, ...(modality === '' ? {} : { modality }), exams: String(exams) }}>
      {t('drafting.propose')}
    </Link>
  )
}
