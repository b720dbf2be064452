import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { InstitutionName } from '../local/institution-name.tsx'
import type { ChangeForm } from './change-form.ts'
import { type OwnItemTaken, placeOf, placesFor } from './own-items-taken.ts'

/** As many as a proposal may name. */
const MOST = 500

interface OwnItemsChoiceProps {
  readonly own: readonly OwnItemTaken[]
  readonly changes: readonly ChangeForm[]
  readonly onChange: (own: readonly OwnItemTaken[]) => void
}

/** The own items that a proposal takes up: those under the parent that the address names, each until it is unticked. */
export function OwnItemsChoice({ own, changes, onChange }: OwnItemsChoiceProps): ReactNode {
  const { t } = useTranslation()
  const { error } = useOwnItemsAsked(own, onChange)
  const change = (at: number, said: Partial<OwnItemTaken>): void =>
    onChange(own.map((one, place) => (place === at ? { ...one, ...said } : one)))
  if (error) return <ProblemNote problem={error} />
  if (own.length === 0) return null
  return (
    <fieldset className="card">
      <legend>{t('local.taken')}</legend>
      <p className="quiet">{t('local.takenHelp')}</p>
      {own.map((one, at) => (
        <div key={`${one.institutionId} ${one.code}`} className="row">
          <label className="check">
            <input
              type="checkbox"
              checked={one.isTaken}
              onChange={(event) => change(at, { isTaken: event.target.checked })}
            />{' '}
            <InstitutionName id={one.institutionId} /> <code>{one.code}</code> {one.name}
          </label>
          {one.isTaken && (
            <select
              className="select"
              aria-label={t('local.into', { code: one.code })}
              value={placeOf(one, changes)}
              onChange={(event) => change(at, { into: event.target.value })}
            >
              {placesFor(one, changes).map((code) => (
                <option key={code} value={code}>
                  → {code}
                </option>
              ))}
            </select>
          )}
        </div>
      ))}
    </fieldset>
  )
}

/** Brings in what institutions have under the parent of the address, once. */
function useOwnItemsAsked(own: readonly OwnItemTaken[], onChange: OwnItemsChoiceProps['onChange']) {
  const { under } = useSearch({ from: '/govern' })
  const { data, error } = useQuery({
    queryKey: ['local-candidates'],
    queryFn: ({ signal }) => ask('GET /local-item-candidates', { query: { institutions: 2 }, signal }),
    enabled: under !== undefined,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: items come in when they are known; what was unticked stays so
  useEffect(() => {
    const asked = under === undefined ? [] : (data?.find(({ parent }) => parent === under)?.items ?? [])
    const known = new Set(own.map(({ institutionId, code }) => `${institutionId} ${code}`))
    const fresh = asked.filter(({ institutionId, code }) => !known.has(`${institutionId} ${code}`))
    if (fresh.length === 0) return
    const brought = fresh.map(({ institutionId, code, name }) => ({
      institutionId,
      code,
      name,
      into: '',
      isTaken: true,
    }))
    onChange([...own, ...brought].slice(0, MOST))
  }, [under, data])
  return { error }
}
