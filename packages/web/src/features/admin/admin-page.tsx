import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageTitle } from '../../app/page-title.ts'
import { mayDo, useSession } from '../../app/session.ts'
import { NeedSession } from '../../ui/need-session.tsx'
import { AuditTab } from './audit-tab.tsx'
import { InstitutionsTab } from './institutions-tab.tsx'
import { JobsTab } from './jobs-tab.tsx'
import { KeysTab } from './keys-tab.tsx'
import { PeopleTab } from './people-tab.tsx'

/** Administration: institutions, people and roles, keys, jobs, the record of changes. */
export function AdminPage(): ReactNode {
  const { t } = useTranslation()
  const { tab = 'institutions' } = useSearch({ from: '/admin' })
  const navigate = useNavigate({ from: '/admin' })
  const me = useSession()
  usePageTitle(t('nav.admin'))
  const isManager = mayDo(me, 'manage')
  const tabs = [
    { key: 'institutions', label: t('admin.institutions'), children: <InstitutionsTab mayCreate={isManager} /> },
    ...(isManager ? [{ key: 'people', label: t('admin.people'), children: <PeopleTab /> }] : []),
    { key: 'keys', label: t('admin.keys'), children: <KeysTab /> },
    { key: 'jobs', label: t('admin.jobs'), children: <JobsTab /> },
    ...(mayDo(me, 'verify') ? [{ key: 'audit', label: t('admin.audit'), children: <AuditTab /> }] : []),
  ]
  return (
    <div className="page">
      <h1>{t('nav.admin')}</h1>
      <NeedSession>
        <Tabs
          activeKey={tabs.some(({ key }) => key === tab) ? tab : 'institutions'}
          destroyOnHidden
          items={tabs}
          onChange={(key) => void navigate({ search: { tab: key }, replace: true })}
        />
      </NeedSession>
    </div>
  )
}
