import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askForFile } from '../../api/client.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'

interface SuspicionDownloadProps {
  readonly institutionId: string
  readonly status: string
}

/** All suspicions of the list as a file, not only those on screen. */
export function SuspicionDownload({ institutionId, status }: SuspicionDownloadProps): ReactNode {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<unknown>()
  return (
    <>
      {(['xlsx', 'csv'] as const).map((format) => (
        <Button
          key={format}
          onClick={() => {
            setProblem(undefined)
            askForFile('GET /suspicions/export', { query: { format, institutionId, status } }).catch(setProblem)
          }}
        >
          {t('audits.download', { format: format.toUpperCase() })}
        </Button>
      ))}
      <ProblemNote problem={problem} />
    </>
  )
}
