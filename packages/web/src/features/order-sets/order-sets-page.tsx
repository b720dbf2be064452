import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../api/client.ts'
import { nameIn } from '../../app/edition.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { usePreferences } from '../../app/preferences.ts'
import { mayDo, useSession } from '../../app/session.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { InstitutionSelect } from '../../ui/institution-select.tsx'
import { NeedSession } from '../../ui/need-session.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SetCard } from './set-card.tsx'
import { SetForm } from './set-form.tsx'

export type OrderableSet = Answer<'GET /institutions/{id}/order-sets'>[number]

/** Items that are ordered together: what an institution offers to a specialty, checked as an order, and changed by it. */
export function OrderSetsPage(): ReactNode {
  const { t } = useTranslation()
  usePageTitle(t('orderSets.title'))
  return (
    <div className="page">
      <h1>{t('orderSets.title')}</h1>
      <p className="quiet">{t('orderSets.help')}</p>
      <NeedSession>
        <OrderSets />
      </NeedSession>
    </div>
  )
}

function OrderSets(): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const me = useSession()
  const { specialty } = useSearch({ from: '/order-sets' })
  const navigate = useNavigate({ from: '/order-sets' })
  const [institutionId, setInstitutionId] = useState<string>()
  /** Id of the set in the form; empty for a new one. */
  const [edited, setEdited] = useState<string>()
  const { data, error, refetch } = useQuery({
    queryKey: ['order-sets', institutionId],
    queryFn: ({ signal }) =>
      ask('GET /institutions/{id}/order-sets', { params: { id: institutionId ?? '' }, query: {}, signal }),
    enabled: institutionId !== undefined,
  })
  const specialties = [
    ...new Map(data?.flatMap((set) => set.specialties.map((one) => [one.id, one] as const))).values(),
  ]
  const shown = data?.filter((set) => isFor(set, specialty))
  const mayChange = mayDo(me, 'configure')
  return (
    <>
      <div className="two">
        <InstitutionSelect value={institutionId} onChange={setInstitutionId} />
        <label className="field">
          <span>{t('orderSets.specialty')}</span>
          <select
            className="select"
            value={specialty ?? ''}
            onChange={({ target: { value } }) =>
              void navigate({ search: value === '' ? {} : { specialty: value }, replace: true })
            }
          >
            <option value="">{t('orderSets.all')}</option>
            {specialties.map((one) => (
              <option key={one.id} value={one.id}>
                {nameIn(language, one)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      {institutionId !== undefined && mayChange && edited === undefined && (
        <Button onClick={() => setEdited('')}>{t('orderSets.add')}</Button>
      )}
      {institutionId !== undefined && edited !== undefined && data !== undefined && (
        <SetForm
          key={edited}
          institutionId={institutionId}
          set={data.find(({ id }) => id === edited)}
          sets={data}
          specialties={specialties}
          onDone={() => setEdited(undefined)}
        />
      )}
      {shown?.length === 0 && <EmptyNote title={t('orderSets.none')}>{t('orderSets.noneHelp')}</EmptyNote>}
      <ul className="cards">
        {institutionId !== undefined &&
          shown?.map((set) => (
            <li key={set.id}>
              <SetCard
                institutionId={institutionId}
                set={set}
                onEdit={mayChange ? () => setEdited(set.id) : undefined}
              />
            </li>
          ))}
      </ul>
    </>
  )
}

function isFor({ specialties }: OrderableSet, specialty: string | undefined): boolean {
  return specialty === undefined || specialties.length === 0 || specialties.some(({ id }) => id === specialty)
}
