import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** Names the page in the tab of the browser and for those who hear it read. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation()
  const brand = t('brand')
  useEffect(() => {
    document.title = `${title} · ${brand}`
  }, [title, brand])
}
