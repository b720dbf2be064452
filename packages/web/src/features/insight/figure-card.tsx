import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePreferences } from '../../app/preferences.ts'
import { Chart } from '../../ui/chart/chart.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { FigureTable } from './figure-table.tsx'
import {
  columnIn,
  type DimensionId,
  type Figure,
  type FigureAnswer,
  labelIn,
  type Model,
  mainMeasure,
  monthsOf,
  type Row,
  type Scope,
} from './question.ts'
import { RowsPanel } from './rows-panel.tsx'

/** Bars that can be seen at once. */
const MOST_BARS = 24

interface FigureCardProps {
  readonly figure: Figure
  readonly model: Model
  readonly scope: Scope
}

/** One figure: chart, table, SQL, and the exams behind each number. */
export function FigureCard(props: FigureCardProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { figure, model, scope } = props
  const isHidden = figure.isPrivate && scope.institutionId === null
  return (
    <section className="card" style={{ marginTop: 16 }} aria-label={figure.title[language]}>
      <h2>{figure.title[language]}</h2>
      <p>{figure.definition[language]}</p>
      {isHidden ? (
        <p>{t('insight.private')}</p>
      ) : figure.missing.length > 0 ? (
        <p>
          {t('insight.missing', {
            columns: figure.missing.map((id) => columnIn(model, id, language)).join(t('comma')),
          })}
        </p>
      ) : (
        <Numbers {...props} />
      )}
    </section>
  )
}

function Numbers({ figure, model, scope }: FigureCardProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const isShared = scope.institutionId === null
  const dimensions = model.dimensions.filter(
    (each) => figure.dimensions.includes(each.id) && (!isShared || each.isShared),
  )
  const first = figure.by.find((id) => dimensions.some((each) => each.id === id)) ?? dimensions[0]?.id ?? ''
  const [chosen, setChosen] = useState(first)
  const by = (dimensions.some(({ id }) => id === chosen) ? chosen : first) as DimensionId
  const [measure, setMeasure] = useState(mainMeasure(figure))
  const [drilled, setDrilled] = useState<Row>()
  const filters = monthsOf(scope, figure)
  const { data, error } = useQuery({
    queryKey: ['insight', figure.id, scope, by],
    queryFn: ({ signal }) =>
      ask('POST /insight/figures/{figure}', {
        params: { figure: figure.id },
        body: { institutionId: scope.institutionId, by: [by], filters },
        signal,
      }),
  })
  const mayDrill = figure.hasRows && !isShared && by !== 'season'
  return (
    <>
      <div className="two">
        <Choice label={t('insight.by')} value={by} options={dimensions} onChange={setChosen} />
        <Choice label={t('insight.measure')} value={measure} options={figure.measures} onChange={setMeasure} />
      </div>
      <ProblemNote problem={error} />
      {data?.rows.length === 0 && <p>{t('insight.empty')}</p>}
      {data && data.rows.length > 0 && (
        <>
          <Bars figure={figure} answer={data} measure={measure} onPick={mayDrill ? setDrilled : undefined} />
          {data.suppressed > 0 && <p>{t('insight.suppressed', { count: data.suppressed })}</p>}
          <FigureTable figure={figure} model={model} answer={data} onDrill={mayDrill ? setDrilled : undefined} />
        </>
      )}
      {drilled && data && scope.institutionId !== null && (
        <RowsPanel
          figureId={figure.id}
          institutionId={scope.institutionId}
          what={labelIn(data.labels, by, drilled[by], language)}
          filters={[...filters, { dimension: by, values: [drilled[by] ?? ''] }]}
          onClose={() => setDrilled(undefined)}
        />
      )}
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly id: string; readonly title: { readonly zh: string; readonly en: string } }[]
  readonly onChange: (id: string) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps): ReactNode {
  const { language } = usePreferences()
  return (
    <label className="field">
      <span>{label}</span>
      <select className="select" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(({ id, title }) => (
          <option key={id} value={id}>
            {title[language]}
          </option>
        ))}
      </select>
    </label>
  )
}

interface BarsProps {
  readonly figure: Figure
  readonly answer: FigureAnswer
  readonly measure: string
  readonly onPick: ((row: Row) => void) | undefined
}

function Bars({ figure, answer, measure, onPick }: BarsProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const shown = useMemo(() => answer.rows.slice(0, MOST_BARS), [answer])
  const [categories, series] = useMemo(() => {
    const name = figure.measures.find(({ id }) => id === measure)?.title[language] ?? measure
    return [
      shown.map((row) => answer.by.map((id) => labelIn(answer.labels, id, row[id], language)).join(' · ')),
      [{ name, values: shown.map((row) => Number(row[measure] ?? 0)) }],
    ]
  }, [shown, answer, figure, measure, language])
  return (
    <>
      <Chart
        label={figure.title[language]}
        categories={categories}
        series={series}
        {...(onPick && { onPick: (index: number) => shown[index] && onPick(shown[index]) })}
      />
      {answer.rows.length > MOST_BARS && <p>{t('insight.cut', { count: MOST_BARS })}</p>}
    </>
  )
}
