import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/client.ts'
import { AlertMark } from './alert-mark.tsx'

interface ProblemNoteProps {
  readonly problem: unknown
  /** Offered only where the same again can succeed. */
  readonly onRetry?: (() => void) | undefined
}

/** What went wrong and the way out. The server words its own problems, in the language that is spoken. */
export function ProblemNote({ problem, onRetry }: ProblemNoteProps): ReactNode {
  const { t } = useTranslation()
  if (problem === null || problem === undefined) return null
  return (
    <Alert
      type="error"
      showIcon
      icon={<AlertMark />}
      title={problemText(problem, t)}
      action={
        onRetry &&
        (!(problem instanceof ApiProblem) || problem.mayPass) && (
          <Button size="small" onClick={onRetry}>
            {t('problem.retry')}
          </Button>
        )
      }
    />
  )
}

/** One sentence for a problem. */
function problemText(problem: unknown, t: (key: string) => string): string {
  if (!(problem instanceof ApiProblem)) return t('problem.unforeseen')
  if (problem.code === 'offline') return t('problem.offline')
  return problem.message === '' ? t('problem.unforeseen') : problem.message
}
