import { useQuery } from '@tanstack/react-query'
import { Checkbox, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { InstitutionSelect } from '../../ui/institution-select.tsx'
import { NeedSession } from '../../ui/need-session.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { ControlChartCard } from './control-chart-card.tsx'
import { FigureCard } from './figure-card.tsx'
import { FindingsCard } from './findings-card.tsx'
import type { Figure, Model, Scope } from './question.ts'

const AREAS = ['operations', 'quality', 'recognition', 'differences', 'performance'] as const

/** Figures of standardised exams: what an institution does, how well, and what could be recognised. */
export function InsightPage(): ReactNode {
  const { t } = useTranslation()
  usePageTitle(t('nav.insight'))
  return (
    <div className="page">
      <h1>{t('insight.title')}</h1>
      <NeedSession>
        <Insight />
      </NeedSession>
    </div>
  )
}

function Insight(): ReactNode {
  const { t } = useTranslation()
  const model = useQuery({ queryKey: ['insight'], queryFn: ({ signal }) => ask('GET /insight', { signal }) })
  if (model.error) return <ProblemNote problem={model.error} onRetry={() => void model.refetch()} />
  if (model.data === undefined) return <EmptyNote title={t('waiting')} />
  return <Dashboards model={model.data} />
}

function Dashboards({ model }: { readonly model: Model }): ReactNode {
  const { t } = useTranslation()
  const [institutionId, setInstitutionId] = useState<string>()
  const [isShared, setShared] = useState(false)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const { asOf, exams, edition, workload } = model.table
  const scope: Scope | undefined = isShared
    ? { institutionId: null, from, to }
    : institutionId === undefined
      ? undefined
      : { institutionId, from, to }
  return (
    <>
      <p>{t('insight.asOf', { day: asOf.slice(0, 10), exams: exams.toLocaleString('en'), edition })}</p>
      {workload.basis === 'assumption' && <p>{t('insight.assumption')}</p>}
      <div className="two">
        <div>
          <InstitutionSelect value={institutionId} onChange={setInstitutionId} />
          <Checkbox checked={isShared} onChange={(event) => setShared(event.target.checked)}>
            {t('insight.shared')}
          </Checkbox>
        </div>
        <div className="two">
          <Month label={t('insight.from')} value={from} onChange={setFrom} />
          <Month label={t('insight.to')} value={to} onChange={setTo} />
        </div>
      </div>
      {scope && (
        <Tabs
          destroyOnHidden
          items={AREAS.map((area) => ({
            key: area,
            label: t(`insight.area.${area}`),
            children: <Area area={area} model={model} scope={scope} />,
          }))}
        />
      )}
    </>
  )
}

interface MonthProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function Month({ label, value, onChange }: MonthProps): ReactNode {
  return (
    <label className="field">
      <span>{label}</span>
      <input type="month" className="input" value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  )
}

interface AreaProps {
  readonly area: Figure['area']
  readonly model: Model
  readonly scope: Scope
}

function Area({ area, model, scope }: AreaProps): ReactNode {
  return (
    <>
      {area === 'operations' && scope.institutionId !== null && <FindingsCard institutionId={scope.institutionId} />}
      {area === 'quality' && <ControlChartCard model={model} institutionId={scope.institutionId} />}
      {model.figures
        .filter((figure) => figure.area === area)
        .map((figure) => (
          <FigureCard key={figure.id} figure={figure} model={model} scope={scope} />
        ))}
    </>
  )
}
