import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../api/client.ts'
import { usePreferences } from '../../app/preferences.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { Model } from './question.ts'

type Charted = Answer<'POST /insight/indicators/{indicator}/chart'>

interface ControlChartCardProps {
  readonly model: Model
  readonly institutionId: string | null
}

/** A quality indicator by month with its limits; numerator, denominator and what is left out stand beside it. */
export function ControlChartCard({ model, institutionId }: ControlChartCardProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const [id, setId] = useState(model.indicators[0]?.id ?? 'RQI-RRC-02')
  const indicator = model.indicators.find((each) => each.id === id)
  const { data, error } = useQuery({
    queryKey: ['insight-chart', id, institutionId],
    queryFn: ({ signal }) =>
      ask('POST /insight/indicators/{indicator}/chart', { params: { indicator: id }, body: { institutionId }, signal }),
  })
  return (
    <section className="card" aria-label={t('insight.chart')}>
      <h2>{t('insight.chart')}</h2>
      <label className="field">
        <span>{t('insight.indicator')}</span>
        <select className="select" value={id} onChange={(event) => setId(event.target.value as typeof id)}>
          {model.indicators.map((each) => (
            <option key={each.id} value={each.id}>{`${each.id} ${each.title[language]}`}</option>
          ))}
        </select>
      </label>
      {indicator && (
        <p>
          {`${t('insight.numerator')} ${indicator.numerator[language]} · ${t('insight.denominator')} ${indicator.denominator[language]} · ${t('insight.exclusions')} ${indicator.exclusions[language]} · ${indicator.source[language]}`}
        </p>
      )}
      <ProblemNote problem={error} />
      {data?.points.length === 0 && <p>{t('insight.empty')}</p>}
      {data && data.points.length > 0 && <Lines chart={data} />}
    </section>
  )
}

const COLOURS = { light: ['#1457b8', '#b3452c', '#5c6b7f'], dark: ['#7db2f7', '#f0a48f', '#a9b6c8'] }

function Lines({ chart }: { readonly chart: Charted }): ReactNode {
  const { t } = useTranslation()
  const { scheme } = usePreferences()
  const box = useRef<HTMLDivElement>(null)
  const words = {
    share: t('insight.share'),
    lower: t('insight.lower'),
    upper: t('insight.upper'),
    centre: t('insight.centre'),
  }
  const wordText = Object.values(words).join('|')
  useEffect(() => {
    const element = box.current
    if (element === null) return
    let isGone = false
    let clear = (): void => undefined
    void import('./draw-control-chart.ts').then(({ drawControlChart }) => {
      if (isGone) return
      const [share = '', lower = '', upper = '', centre = ''] = wordText.split('|')
      const text = getComputedStyle(element).color
      clear = drawControlChart(element, {
        chart,
        colours: COLOURS[scheme],
        text,
        words: { share, lower, upper, centre },
      })
    })
    return () => {
      isGone = true
      clear()
    }
  }, [chart, scheme, wordText])
  const signals = chart.points.flatMap(({ label, signal }) =>
    signal === null ? [] : [t('insight.signal', { month: label, kind: t(`insight.signals.${signal}`) })],
  )
  const summary = chart.points.map(({ label, share }) => `${label} ${share?.toFixed(3) ?? '—'}`).join('; ')
  return (
    <>
      <div ref={box} role="img" aria-label={summary} className="chart" style={{ height: 260 }} />
      {signals.length > 0 && (
        <ul>
          {signals.map((signal) => (
            <li key={signal}>{signal}</li>
          ))}
        </ul>
      )}
    </>
  )
}
