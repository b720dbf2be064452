import './rollout.css'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, askForFile } from '../../api/client.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { NeedSession } from '../../ui/need-session.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { type BoardRow, type BoardStep, RolloutTable } from './rollout-table.tsx'
import { StepForm } from './step-form.tsx'

/** Institutions shown at once; a region has a few hundred at most. */
const SHOWN = 500

/** The roll-out board: how far each institution is, and a way to say what the registry cannot see. */
export function RolloutPage(): ReactNode {
  const { t } = useTranslation()
  usePageTitle(t('nav.rollout'))
  return (
    <div className="page page-full">
      <h1>{t('rollout.title')}</h1>
      <NeedSession>
        <Board />
      </NeedSession>
    </div>
  )
}

function Board(): ReactNode {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<{ readonly row: BoardRow; readonly step: BoardStep }>()
  const [problem, setProblem] = useState<unknown>()
  const { data, error, refetch } = useQuery({
    queryKey: ['rollout'],
    queryFn: ({ signal }) => ask('GET /rollout', { query: { limit: SHOWN }, signal }),
  })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return t('waiting')
  if (data.rows.length === 0) return <EmptyNote title={t('institution.none')}>{t('institution.noneHelp')}</EmptyNote>
  const download = (): void => {
    setProblem(undefined)
    askForFile('GET /rollout/export', { query: {} }).catch(setProblem)
  }
  return (
    <>
      <div className="row">
        <p className="quiet">{t('rollout.help')}</p>
        <Button onClick={download}>
          {t('find.export')} {t('format.xlsx')}
        </Button>
      </div>
      <ProblemNote problem={problem} />
      <RolloutTable rows={data.rows} onMark={(row, step) => setAsked({ row, step })} />
      {data.total > data.rows.length && <p>{t('rollout.more', { shown: data.rows.length, total: data.total })}</p>}
      {asked !== undefined && (
        <StepForm
          key={`${asked.row.institutionId} ${asked.step.step}`}
          row={asked.row}
          step={asked.step}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            setAsked(undefined)
            void refetch()
          }}
        />
      )}
    </>
  )
}
