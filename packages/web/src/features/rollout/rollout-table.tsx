import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import { mayDo, useSession } from '../../app/session.ts'

export type BoardRow = Answer<'GET /rollout'>['rows'][number]
export type BoardStep = BoardRow['steps'][number]

interface RolloutTableProps {
  readonly rows: readonly BoardRow[]
  readonly onMark: (row: BoardRow, step: BoardStep) => void
}

/** A row an institution, a column a step. */
export function RolloutTable({ rows, onMark }: RolloutTableProps): ReactNode {
  const { t } = useTranslation()
  const mayMark = mayDo(useSession(), 'mark')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="wide-table" aria-label={t('rollout.title')} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('institution.label')}</th>
            <th scope="col">{t('name.exams')}</th>
            {rows[0]?.steps.map(({ step }) => (
              <th key={step} scope="col">
                {t(`rollout.step.${step}`)}
              </th>
            ))}
            <th scope="col">{t('rollout.built')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.institutionId}>
              <th scope="row">
                {row.name}
                {row.place.length > 1 && <small className="quiet"> {row.place.slice(0, -1).join(' / ')}</small>}
              </th>
              <td>{row.exams.toLocaleString()}</td>
              {row.steps.map((step) => (
                <td key={step.step}>
                  {step.by === 'registry' ? (
                    <Counted step={step} />
                  ) : (
                    <Marked row={row} step={step} mayMark={mayMark} onMark={onMark} />
                  )}
                </td>
              ))}
              <td>{row.built === null ? '—' : builtText(row.built, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Counted({ step }: { readonly step: BoardStep }): ReactNode {
  if (step.total === 0) return '—'
  const sign = step.state === 'done' ? '✓ ' : ''
  return `${sign}${step.done.toLocaleString()} / ${step.total.toLocaleString()}`
}

interface MarkedProps {
  readonly row: BoardRow
  readonly step: BoardStep
  readonly mayMark: boolean
  readonly onMark: RolloutTableProps['onMark']
}

function Marked({ row, step, mayMark, onMark }: MarkedProps): ReactNode {
  const { t } = useTranslation()
  const said = step.state === 'done' ? `✓ ${[step.at?.slice(0, 10), step.actorName].filter(Boolean).join(' ')}` : '—'
  if (!mayMark) return said
  const name = t('rollout.markStep', { institution: row.name, step: t(`rollout.step.${step.step}`) })
  return (
    <Button
      type="text"
      size="small"
      aria-label={`${name}: ${said}`}
      title={step.note}
      onClick={() => onMark(row, step)}
    >
      {said}
    </Button>
  )
}

function builtText(
  { at, draft, questions }: NonNullable<BoardRow['built']>,
  t: (key: string, values: Record<string, unknown>) => string,
): string {
  return `${at.slice(0, 10)}${draft ? ` ${t('rollout.draft', { questions })}` : ''}`
}
