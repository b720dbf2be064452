import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { type EditionIndex, nameIn } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { useSession } from '../../app/session.ts'
import { ItemLine } from '../../ui/item/item-line.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

interface OfferedSetsProps {
  readonly institutionId: string
  /** Id or name; sets for everybody are always among them. */
  readonly specialty: string | undefined
  readonly edition: EditionIndex | undefined
  readonly onPick: (code: string) => void
}

/** Order sets of the institution while nothing is typed: each opens to its items, which are picked one by one. */
export function OfferedSets({ institutionId, specialty, edition, onPick }: OfferedSetsProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const me = useSession()
  const { data, error } = useQuery({
    queryKey: ['order-sets', institutionId, specialty],
    queryFn: ({ signal }) =>
      ask('GET /institutions/{id}/order-sets', {
        params: { id: institutionId },
        query: specialty === undefined ? {} : { specialty },
        signal,
      }),
    enabled: Boolean(me),
  })
  if (error) return <ProblemNote problem={error} />
  if (data === undefined || data.length === 0) return null
  return (
    <section aria-label={t('orderSets.title')}>
      <h2>{t('orderSets.title')}</h2>
      {data.map((set) => (
        <details key={set.id}>
          <summary>{nameIn(language, set)}</summary>
          <ul className="embed-offers">
            {set.items.map(({ code, isOrderable }) => (
              <li key={code}>
                <button type="button" className="embed-offer" disabled={!isOrderable} onClick={() => onPick(code)}>
                  <ItemLine code={code} edition={edition} />
                </button>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}
