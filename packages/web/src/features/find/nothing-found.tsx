import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyNote } from '../../ui/empty-note.tsx'

interface NothingFoundProps {
  readonly query: string
  /** Takes the filters away; undefined where there are none. */
  readonly onClear: (() => void) | undefined
}

/** No item fits: what to do about it, with what was typed already filled in. */
export function NothingFound({ query, onClear }: NothingFoundProps): ReactNode {
  const { t } = useTranslation()
  return (
    <EmptyNote title={t('find.nothing')}>
      {onClear !== undefined && (
        <p>
          <Button onClick={onClear}>{t('find.clear')}</Button>
        </p>
      )}
      {query !== '' && (
        <>
          <p>
            {t('find.nothingHelp')}{' '}
            <Link to="/try" search={{ name: query }}>
              {t('find.tryName')}
            </Link>
          </p>
          <p>
            {t('find.isCode')}{' '}
            <Link to="/decode" search={{ code: query }}>
              {t('nav.decode')}
            </Link>
          </p>
        </>
      )}
    </EmptyNote>
  )
}
