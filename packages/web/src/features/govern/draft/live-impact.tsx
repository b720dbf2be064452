import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'
import type { StandardChange } from '../../../api/operations.ts'
import { useSettled } from '../../../app/settled.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { ImpactAnswer } from '../rounds/impact-view.tsx'

/** What changes would do, asked anew as they are written. */
export function useLiveImpact(changes: readonly StandardChange[]) {
  const text = useSettled(JSON.stringify(changes), 400)
  return useQuery({
    queryKey: ['impact', text],
    queryFn: ({ signal }) => ask('POST /impact', { body: { changes: JSON.parse(text) as StandardChange[] }, signal }),
    enabled: text !== '[]',
    placeholderData: keepPreviousData,
    staleTime: 600_000,
  })
}

interface LiveImpactProps {
  readonly changes: readonly StandardChange[]
  readonly asked: ReturnType<typeof useLiveImpact>
}

/** The impact of what stands in the form, or the counterexample that stands against it. */
export function LiveImpact({ changes, asked }: LiveImpactProps): ReactNode {
  const { t } = useTranslation()
  const { data, error, isFetching, refetch } = asked
  return (
    <section className="live-impact" aria-label={t('govern.impact')} aria-busy={isFetching}>
      <h3>{t('govern.impact')}</h3>
      {changes.length === 0 && <p className="quiet">{t('drafting.impactLater')}</p>}
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      {changes.length > 0 && isFetching && <p role="status">{t('waiting')}</p>}
      {changes.length > 0 && data !== undefined && <Checked answer={data} />}
    </section>
  )
}

function Checked({ answer }: { readonly answer: Answer<'POST /impact'> }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      {answer.refusals.length === 0 && <p role="status">{t('drafting.principlesKept')}</p>}
      <ImpactAnswer answer={answer} />
    </>
  )
}
