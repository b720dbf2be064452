import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { speak } from './language.ts'
import { prefer, usePreferences } from './preferences.ts'
import { useSession } from './session.ts'
import { SessionMenu } from './session-menu.tsx'

/** Where the navigation leads; some need somebody who is signed in. */
const PLACES = [
  { to: '/', key: 'nav.find', signedIn: false },
  { to: '/try', key: 'nav.try', signedIn: false },
  { to: '/decode', key: 'nav.decode', signedIn: false },
  { to: '/map', key: 'nav.map', signedIn: true },
  { to: '/dashboard', key: 'nav.dashboard', signedIn: true },
  { to: '/insight', key: 'nav.insight', signedIn: true },
  { to: '/prices', key: 'nav.prices', signedIn: false },
  { to: '/dictionary', key: 'nav.dictionary', signedIn: true },
  { to: '/rollout', key: 'nav.rollout', signedIn: true },
  { to: '/govern', key: 'nav.govern', signedIn: true },
  { to: '/admin', key: 'nav.admin', signedIn: true },
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
          {PLACES.filter(({ signedIn }) => !signedIn || me).map(({ to, key }) => (
            <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }} className="nav-link">
              {t(key)}
            </Link>
          ))}
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
