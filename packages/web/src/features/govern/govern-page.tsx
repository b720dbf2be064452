import './govern.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageTitle } from '../../app/page-title.ts'
import { mayDo, useSession } from '../../app/session.ts'
import { NeedSession } from '../../ui/need-session.tsx'
import { DraftTab } from './draft/draft-tab.tsx'
import { EvidenceTab } from './evidence-tab.tsx'
import { ImportTab } from './import/import-tab.tsx'
import { LocalItemsTab } from './local/local-items-tab.tsx'
import { ReleasesTab } from './releases/releases-tab.tsx'
import { SandboxTab } from './releases/sandbox-tab.tsx'
import { ReportTab } from './report-tab.tsx'
import { ProposalView } from './rounds/proposal-view.tsx'
import { ProposalsTab } from './rounds/proposals-tab.tsx'
import { SubscriptionsTab } from './subscriptions/subscriptions-tab.tsx'
import { SuggestionsTab } from './suggestions-tab.tsx'

/** How the standard changes: proposals, one of them with its impact, and all that belongs to their way into a release. */
export function GovernPage(): ReactNode {
  const { t } = useTranslation()
  const { proposal } = useSearch({ from: '/govern' })
  usePageTitle(t('nav.govern'))
  return (
    <div className="page page-full govern">
      <h1>{t('nav.govern')}</h1>
      <NeedSession>{proposal === undefined ? <GovernTabs /> : <ProposalView id={proposal} />}</NeedSession>
    </div>
  )
}

function GovernTabs(): ReactNode {
  const { t } = useTranslation()
  const { tab } = useSearch({ from: '/govern' })
  const navigate = useNavigate({ from: '/govern' })
  const me = useSession()
  const mayPropose = mayDo(me, 'propose')
  const mayImport = mayDo(me, 'lead')
  const discussed = [
    { key: 'proposals', label: t('govern.proposals'), children: <ProposalsTab /> },
    { key: 'draft', label: t('govern.draft'), children: <DraftTab /> },
    { key: 'suggestions', label: t('suggestions.title'), children: <SuggestionsTab /> },
    ...(mayImport ? [{ key: 'import', label: t('importing.title'), children: <ImportTab /> }] : []),
    { key: 'local', label: t('local.title'), children: <LocalItemsTab /> },
    { key: 'sandbox', label: t('sandbox.title'), children: <SandboxTab /> },
    { key: 'evidence', label: t('evidence.title'), children: <EvidenceTab /> },
    { key: 'report', label: t('principles.title'), children: <ReportTab /> },
  ]
  // Whoever has no part in the discussion still learns what was released.
  const tabs = [
    ...(mayPropose ? discussed : []),
    { key: 'releases', label: t('govern.releases'), children: <ReleasesTab /> },
    { key: 'subscriptions', label: t('subscriptions.title'), children: <SubscriptionsTab /> },
  ]
  const open = tabs.find(({ key }) => key === tab) ?? tabs[0]
  return (
    <>
      {!mayPropose && <p>{t('govern.apart')}</p>}
      <Tabs
        activeKey={open?.key ?? ''}
        destroyOnHidden
        items={tabs}
        onChange={(key) => void navigate({ search: { tab: key }, replace: true })}
      />
    </>
  )
}
