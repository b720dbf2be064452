import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../api/client.ts'

export type Participant = Answer<'GET /proposals/{proposal}'>['people'][number]

/** Somebody who takes part in governance: their name, and where they speak from. */
export function PersonName({ person }: { readonly person: Participant | null | undefined }): ReactNode {
  const { t } = useTranslation()
  if (!person) return <span>{t('govern.somebody')}</span>
  const { name, role, institution } = person
  const place = [institution, role && t(`roleName.${role}`)].filter(Boolean).join(' · ')
  return (
    <>
      <strong className="person">{name}</strong> {place !== '' && <span className="quiet">{place}</span>}
    </>
  )
}

/** Who has this id among the people of a proposal. */
export function personOf(
  { people }: Pick<Answer<'GET /proposals/{proposal}'>, 'people'>,
  id: string,
): Participant | undefined {
  return people.find(({ userId }) => userId === id)
}
