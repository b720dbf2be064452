import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../ui/problem-note.tsx'

/** A page that failed: the rest of the application still works. */
export function PageProblem({ error, reset }: { readonly error: unknown; readonly reset: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="page">
      <h1>{t('problem.pageFailed')}</h1>
      <ProblemNote problem={error} onRetry={reset} />
    </div>
  )
}
