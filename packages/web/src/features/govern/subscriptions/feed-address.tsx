import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../../ui/copy-button.tsx'

/** Where the feed of releases is, and how to follow it. */
export function FeedAddress(): ReactNode {
  const { t } = useTranslation()
  const address = `${window.location.origin}/api/v1/release-feed`
  return (
    <section aria-label={t('subscriptions.feed')}>
      <h3>{t('subscriptions.feed')}</h3>
      <p>{t('subscriptions.feedHelp')}</p>
      <p className="row">
        <a className="link-once" href={address} target="_blank" rel="noreferrer">
          {address}
        </a>
        <CopyButton text={address} label={t('subscriptions.copyFeed')} />
      </p>
      <details>
        <summary>{t('subscriptions.how')}</summary>
        <ul>
          <li>{t('subscriptions.howReader')}</li>
          <li>
            {t('subscriptions.howProgram')} <code className="link-once">curl -H "accept-language: en" {address}</code>
          </li>
        </ul>
      </details>
    </section>
  )
}
