import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../api/client.ts'
import { nameIn } from '../../app/edition.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { usePreferences } from '../../app/preferences.ts'
import type { NamesSearch } from '../../app/router.tsx'
import { Chart } from '../../ui/chart/chart.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { InstitutionSelect } from '../../ui/institution-select.tsx'
import { NeedSession } from '../../ui/need-session.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

type Share = Answer<'GET /catalogues/{id}/breakdown'>['parts'][number]

/** Dashboard: how much of what an institution does is standardised, and where the rest lies. */
export function DashboardPage(): ReactNode {
  const { t } = useTranslation()
  usePageTitle(t('nav.dashboard'))
  return (
    <div className="page">
      <h1>{t('dashboard.title')}</h1>
      <NeedSession>
        <Dashboard />
      </NeedSession>
    </div>
  )
}

function Dashboard(): ReactNode {
  const { t } = useTranslation()
  const [institutionId, setInstitutionId] = useState<string>()
  const [chosen, setChosen] = useState<string>()
  const catalogues = useQuery({
    queryKey: ['catalogues', institutionId],
    queryFn: ({ signal }) =>
      ask('GET /institutions/{id}/catalogues', { params: { id: institutionId ?? '' }, query: { limit: 500 }, signal }),
    enabled: institutionId !== undefined,
  })
  const rows = catalogues.data?.rows ?? []
  const id = rows.find((row) => row.id === chosen)?.id ?? rows[0]?.id
  const breakdown = useQuery({
    queryKey: ['breakdown', id],
    queryFn: ({ signal }) => ask('GET /catalogues/{id}/breakdown', { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
  })
  return (
    <>
      <div className="two">
        <InstitutionSelect value={institutionId} onChange={setInstitutionId} />
        {id !== undefined && (
          <label className="field">
            <span>{t('dashboard.table')}</span>
            <select className="select" value={id} onChange={(event) => setChosen(event.target.value)}>
              {rows.map((row) => (
                <option key={row.id} value={row.id}>
                  {row.title}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <ProblemNote problem={catalogues.error ?? breakdown.error} />
      {catalogues.data !== undefined && id === undefined && (
        <EmptyNote title={t('map.none')}>
          <Link to="/map">{t('nav.map')}</Link>
        </EmptyNote>
      )}
      {breakdown.data !== undefined && id !== undefined && <Figures catalogueId={id} {...breakdown.data} />}
    </>
  )
}

interface FiguresProps {
  readonly catalogueId: string
  readonly modalities: readonly Share[]
  readonly parts: readonly Share[]
}

function Figures({ catalogueId, modalities, parts }: FiguresProps): ReactNode {
  const { t } = useTranslation()
  const sum = (field: 'names' | 'exams' | 'settledNames' | 'settledExams') =>
    modalities.reduce((total, share) => total + share[field], 0)
  if (sum('names') === 0) {
    return (
      <EmptyNote title={t('dashboard.empty')}>
        {t('dashboard.emptyHelp')} <Link to="/map">{t('nav.map')}</Link>
      </EmptyNote>
    )
  }
  const rate = (part: number, whole: number) => (whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`)
  return (
    <>
      <dl className="figures">
        <div className="card">
          <dt>{t('dashboard.rateExams')}</dt>
          <dd>{rate(sum('settledExams'), sum('exams'))}</dd>
        </div>
        <div className="card">
          <dt>{t('dashboard.rateNames')}</dt>
          <dd>{rate(sum('settledNames'), sum('names'))}</dd>
        </div>
        <div className="card">
          <dt>{t('name.exams')}</dt>
          <dd>{sum('exams').toLocaleString()}</dd>
        </div>
        <div className="card">
          <dt>{t('dashboard.names')}</dt>
          <dd>{sum('names').toLocaleString()}</dd>
        </div>
      </dl>
      <p>
        <Link to="/map/$catalogueId" params={{ catalogueId }}>
          {t('dashboard.toNames')}
        </Link>
      </p>
      <div className="two">
        <Shares
          title={t('dashboard.byModality')}
          shares={modalities}
          catalogueId={catalogueId}
          searchOf={searchOfModality}
        />
        <Shares title={t('dashboard.byPart')} shares={parts} catalogueId={catalogueId} searchOf={searchOfPart} />
      </div>
    </>
  )
}

const searchOfModality = (key: string): NamesSearch => (key === '' ? { item: 'none' } : { modality: key })
const searchOfPart = (key: string): NamesSearch => (key === '' ? { item: 'none' } : { part: key })

interface SharesProps {
  readonly title: string
  readonly shares: readonly Share[]
  readonly catalogueId: string
  readonly searchOf: (key: string) => NamesSearch
}

/** Bars that lead to their names; the links below do the same for those who cannot point at a bar. */
function Shares({ title, shares, catalogueId, searchOf }: SharesProps): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { language } = usePreferences()
  const [categories, series] = useMemo(
    () => [
      shares.map((share) => nameIn(language, share)),
      [
        { name: t('dashboard.settled'), values: shares.map(({ settledExams }) => settledExams) },
        { name: t('dashboard.unsettled'), values: shares.map(({ exams, settledExams }) => exams - settledExams) },
      ],
    ],
    [shares, language, t],
  )
  return (
    <section className="card">
      <h2>{title}</h2>
      <Chart
        label={title}
        categories={categories}
        series={series}
        onPick={(index) => {
          const share = shares[index]
          if (share === undefined) return
          void navigate({ to: '/map/$catalogueId', params: { catalogueId }, search: searchOf(share.key) })
        }}
      />
      <ul className="chips" aria-label={t('dashboard.namesOf', { title })}>
        {shares.map((share) => (
          <li key={share.key}>
            <Link to="/map/$catalogueId" params={{ catalogueId }} search={searchOf(share.key)}>
              {nameIn(language, share)} · {t('map.nameCount', { n: share.names })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
