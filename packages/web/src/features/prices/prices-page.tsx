import './prices.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageTitle } from '../../app/page-title.ts'
import { NeedSession } from '../../ui/need-session.tsx'
import { AuditsTab } from './audits-tab.tsx'
import { QuoteTab } from './quote-tab.tsx'
import { SchedulesTab } from './schedules-tab.tsx'
import { SimulationTab } from './simulation-tab.tsx'

/** Prices: what an exam costs, what a reform changes, what audits found, and the schedules themselves. */
export function PricesPage(): ReactNode {
  const { t } = useTranslation()
  const { tab = 'quote' } = useSearch({ from: '/prices' })
  const navigate = useNavigate({ from: '/prices' })
  usePageTitle(t('nav.prices'))
  const tabs = [
    { key: 'quote', label: t('quote.title'), children: <QuoteTab /> },
    { key: 'simulation', label: t('simulation.title'), children: needing(<SimulationTab />) },
    { key: 'audits', label: t('audits.title'), children: needing(<AuditsTab />) },
    { key: 'schedules', label: t('prices.title'), children: needing(<SchedulesTab />) },
  ]
  return (
    <div className="page page-full prices">
      <h1>{t('nav.prices')}</h1>
      <Tabs
        activeKey={tabs.some(({ key }) => key === tab) ? tab : 'quote'}
        destroyOnHidden
        items={tabs}
        onChange={(key) => void navigate({ search: (before) => ({ ...before, tab: key }), replace: true })}
      />
    </div>
  )
}

function needing(page: ReactNode): ReactNode {
  return <NeedSession>{page}</NeedSession>
}
