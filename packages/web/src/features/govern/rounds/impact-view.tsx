import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'

type Impact = NonNullable<Answer<'GET /proposals/{proposal}/impact'>['impact']>

/** What the proposal would do, computed over the names that the reader may see. */
export function ImpactView({ id, version }: { readonly id: string; readonly version: number }): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['proposal-impact', id, version],
    queryFn: ({ signal }) => ask('GET /proposals/{proposal}/impact', { params: { proposal: id }, signal }),
    staleTime: 600_000,
  })
  return (
    <section aria-label={t('govern.impact')}>
      <h3>{t('govern.impact')}</h3>
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      {data === undefined && !error && <p>{t('waiting')}</p>}
      {data !== undefined && <ImpactAnswer answer={data} />}
    </section>
  )
}

/** Figures and lists of an impact, or what stands against the changes. */
export function ImpactAnswer({ answer }: { readonly answer: Answer<'POST /impact'> }): ReactNode {
  return (
    <>
      {answer.refusals.map(({ code, detail }) => (
        <p key={code + detail} role="alert" className="refusal">
          {detail}
        </p>
      ))}
      {answer.impact && <Figures impact={answer.impact} />}
    </>
  )
}

function Figures({ impact }: { readonly impact: Impact }): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { names, decisions, prices, confusable, granularity } = impact
  const nameOf = (item: { readonly name: string; readonly nameEn: string }): string =>
    language === 'zh' ? item.name : item.nameEn
  return (
    <>
      <dl className="figures">
        <dt>{t('govern.added')}</dt>
        <dd>{impact.added.length}</dd>
        <dt>{t('govern.retired')}</dt>
        <dd>{impact.retired.length}</dd>
        <dt>{t('govern.namesMoved')}</dt>
        <dd>
          {names.moved} / {names.known}
        </dd>
        <dt>{t('govern.exams')}</dt>
        <dd>{names.exams}</dd>
        <dt>{t('govern.institutions')}</dt>
        <dd>{names.institutions}</dd>
        <dt>{t('govern.decisionsMoved')}</dt>
        <dd>
          {decisions.moved} ({t('govern.open', { n: decisions.open })})
        </dd>
      </dl>
      <Lines
        title={t('govern.items')}
        rows={[
          ...impact.added.map((item) => [`+ ${item.code}`, nameOf(item)]),
          ...impact.retired.map((item) => [`− ${item.code}`, `${nameOf(item)} → ${item.successors.join(' + ')}`]),
          ...impact.reworded.map(({ code, before, after }) => [code, `${before} → ${after}`]),
        ]}
      />
      <Lines
        title={t('govern.names')}
        rows={names.examples.map(({ name, exams, before, after }) => [
          `${name} (${exams})`,
          `${before.codes.join(' + ') || '—'} → ${after.codes.join(' + ') || '—'}`,
        ])}
      />
      <Lines
        title={t('govern.prices')}
        rows={prices.map(({ schedule, item, before, after }) => [
          `${schedule} ${item}`,
          `${before.join('; ') || '—'} → ${after.join('; ') || '—'}`,
        ])}
      />
      <Lines
        title={t('govern.confusable')}
        rows={confusable.map(({ code, neighbour }) => [code, `${neighbour.code} ${nameOf(neighbour)}`])}
      />
      <Lines
        title={t('govern.volume')}
        rows={[...granularity.gains, ...granularity.losses].map((one) => [
          one.code,
          `${nameOf(one)} · ${one.exams} · ${one.institutions}`,
        ])}
      />
    </>
  )
}

interface LinesProps {
  readonly title: string
  readonly rows: readonly (readonly string[])[]
}

function Lines({ title, rows }: LinesProps): ReactNode {
  if (rows.length === 0) return null
  return (
    <details>
      <summary>
        {title} ({rows.length})
      </summary>
      <table className="plain">
        <tbody>
          {rows.map(([head, text]) => (
            <tr key={`${head} ${text}`}>
              <th scope="row">{head}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
