import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProposalContent } from '../../../api/operations.ts'
import { useEdition } from '../../../app/edition.ts'
import { ItemLine } from '../../../ui/item/item-line.tsx'
import { InstitutionName } from './institution-name.tsx'

/** Which own items of institutions a proposal takes up, and what follows each. Nothing where it takes up none. */
export function TakenUp({ promotes = [] }: Pick<ProposalContent, 'promotes'>): ReactNode {
  const { t } = useTranslation()
  const edition = useEdition()
  if (promotes.length === 0) return null
  return (
    <section aria-label={t('local.taken')}>
      <h3>{t('local.taken')}</h3>
      <ul>
        {promotes.map(({ institutionId, code, into }) => (
          <li key={`${institutionId} ${code}`}>
            <InstitutionName id={institutionId} /> <code>{code}</code> → <ItemLine code={into} edition={edition} />
          </li>
        ))}
      </ul>
    </section>
  )
}
