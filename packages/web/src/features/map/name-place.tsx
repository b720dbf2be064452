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
  const { modality, part, item, code } = place
  const [dictionary, path] = (part ?? '').split(':')
  const value = path === undefined ? undefined : edition?.value(dictionary!, path)
  const one = code === undefined ? undefined : edition?.item(code)
  const said = [
    item === 'none' ? t('name.noItem') : undefined,
    modality,
    value === undefined ? part : nameIn(language, value),
    one === undefined ? code : nameIn(language, one),
  ].filter((word) => word !== undefined)
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
