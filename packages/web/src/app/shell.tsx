import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { speak } from './language.ts'
import { prefer, usePreferences } from './preferences.ts'
import { mayDo, useSession } from './session.ts'
import { SessionMenu } from './session-menu.tsx'

/** Where the navigation leads: to everybody, to who is signed in, or to who may see the tables of an institution. */
const PLACES = [
  { to: '/', key: 'nav.find', who: 'all' },
  { to: '/try', key: 'nav.try', who: 'all' },
  { to: '/decode', key: 'nav.decode', who: 'all' },
  { to: '/map', key: 'nav.map', who: 'see' },
  { to: '/dashboard', key: 'nav.dashboard', who: 'see' },
  { to: '/insight', key: 'nav.insight', who: 'see' },
  { to: '/prices', key: 'nav.prices', who: 'all' },
  { to: '/dictionary', key: 'nav.dictionary', who: 'see' },
  { to: '/order-sets', key: 'nav.orderSets', who: 'see' },
  { to: '/rollout', key: 'nav.rollout', who: 'signedIn' },
  { to: '/govern', key: 'nav.govern', who: 'signedIn' },
  { to: '/admin', key: 'nav.admin', who: 'signedIn' },
] as const

/** What surrounds every page but those that other systems embed: skip link, navigation, language, colours, who is signed in. */
export function Shell(): ReactNode {
  const { t } = useTranslation()
  const { language, scheme } = usePreferences()
  const me = useSession()
  const isEmbedded = useRouterState({ select: ({ location }) => location.pathname === '/picker' })
  if (isEmbedded) {
    return (
      <main id="main">
        <Outlet />
      </main>
    )
  }
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('nav.skip')}
      </a>
      <header className="top">
        <Link to="/" className="brand" aria-label={t('brand')}>
          <img src="/favicon.svg" alt="" width={24} height={24} />
          <span>{t('brand')}</span>
        </Link>
        <nav aria-label={t('nav.label')}>
          {PLACES.filter(({ who }) => who === 'all' || (me && (who === 'signedIn' || mayDo(me, who)))).map(
            ({ to, key }) => (
              <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }} className="nav-link">
                {t(key)}
              </Link>
            ),
          )}
        </nav>
        <div className="top-end">
          <Button
            type="text"
            aria-label={t(scheme === 'dark' ? 'nav.toLight' : 'nav.toDark')}
            title={t(scheme === 'dark' ? 'nav.toLight' : 'nav.toDark')}
            onClick={() => prefer({ scheme: scheme === 'dark' ? 'light' : 'dark' })}
          >
            <span aria-hidden>{scheme === 'dark' ? '☀' : '☾'}</span>
          </Button>
          <Button
            type="text"
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => void speak(language === 'zh' ? 'en' : 'zh')}
          >
            {language === 'zh' ? 'English' : '中文'}
          </Button>
          <SessionMenu me={me} />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}
