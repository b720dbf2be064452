import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { nameIn, useEdition } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import type { NamesSearch } from '../../app/router.tsx'

interface NamePlaceProps {
  readonly catalogueId: string
  readonly place: NamesSearch
}

/** What the link to the list asked for, in words, with the way to all names. */
export function NamePlace({ catalogueId, place }: NamePlaceProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const edition = useEdition()
  const { modality, part, item } = place
  const [dictionary, code] = (part ?? '').split(':')
  const value = code === undefined ? undefined : edition?.value(dictionary!, code)
  const said = [
    item === 'none' ? t('name.noItem') : undefined,
    modality,
    value === undefined ? part : nameIn(language, value),
  ].filter((one) => one !== undefined)
  if (said.length === 0) return null
  return (
    <p className="row name-place">
      <strong>{t('name.only', { what: said.join(t('comma')) })}</strong>
      <Link to="/map/$catalogueId" params={{ catalogueId }}>
        {t('name.showAll')}
      </Link>
    </p>
  )
}
