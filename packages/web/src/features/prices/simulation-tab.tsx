import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask, fileBody } from '../../api/client.ts'
import { Chart } from '../../ui/chart/chart.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { PriceListSelect } from '../../ui/price-list-select.tsx'
import { usePriceLists } from '../../ui/price-lists.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { TableForm } from '../../ui/table/table-form.tsx'
import { type Column, VirtualTable } from '../../ui/table/virtual-table.tsx'
import { yuan } from '../../ui/yuan.ts'
import { Remarks } from './quote-view.tsx'

type Simulation = Answer<'POST /price-simulations/upload'>
type Row = Simulation['rows'][number]

/** What a simulation takes, in megabytes. */
const LARGEST = 16

/** What a price reform changes: a hospital's own names and volumes under the old and the new list. Nothing is kept. */
export function SimulationTab(): ReactNode {
  const { t } = useTranslation()
  const lists = usePriceLists()
  const [chosenTo, setTo] = useState<string>()
  const [chosenFrom, setFrom] = useState<string>()
  const to = chosenTo ?? lists[0]?.id
  const from = chosenFrom ?? lists.find(({ id }) => id !== to)?.id
  const simulate = useMutation({
    mutationFn: (file: File) =>
      ask('POST /price-simulations/upload', {
        query: { to: to ?? '', ...(from === undefined ? {} : { from }) },
        body: fileBody(file),
      }),
  })
  return (
    <>
      <p className="quiet">{t('simulation.help')}</p>
      <TableForm
        label={t('simulation.run')}
        limit={LARGEST}
        isPending={simulate.isPending}
        onSend={(file) => simulate.mutate(file)}
      >
        <PriceListSelect label={t('simulation.from')} lists={lists} value={from} onChange={setFrom} />
        <PriceListSelect label={t('simulation.to')} lists={lists} value={to} onChange={setTo} />
      </TableForm>
      <ProblemNote
        problem={simulate.error}
        onRetry={simulate.variables && (() => simulate.mutate(simulate.variables))}
      />
      {simulate.data === undefined ? (
        !simulate.isPending && <EmptyNote title={t('simulation.empty')}>{t('simulation.emptyHelp')}</EmptyNote>
      ) : (
        <SimulationView made={simulate.data} />
      )}
    </>
  )
}

function SimulationView({ made }: { readonly made: Simulation }): ReactNode {
  const { t } = useTranslation()
  const { compared, withoutNew, withoutOld, withoutName } = made
  const [categories, series] = useMemo(() => {
    const shares = Object.entries(made.byModality).sort((a, b) => b[1].beforeCents - a[1].beforeCents)
    const inYuan = (cents: number) => Math.round(cents / 100)
    return [
      shares.map(([modality]) => modality),
      [
        { name: t('simulation.before'), values: shares.map(([, { beforeCents }]) => inYuan(beforeCents)) },
        { name: t('simulation.after'), values: shares.map(([, { afterCents }]) => inYuan(afterCents)) },
      ],
    ]
  }, [made, t])
  const change = compared.afterCents - compared.beforeCents
  return (
    <>
      <dl className="figures">
        <Figure title={t('simulation.before')} text={`¥${yuan(compared.beforeCents)}`} />
        <Figure title={t('simulation.after')} text={`¥${yuan(compared.afterCents)}`} />
        <Figure
          title={t('simulation.change')}
          text={`${change > 0 ? '+' : ''}${compared.beforeCents === 0 ? yuan(change) : `${((change / compared.beforeCents) * 100).toFixed(1)}%`}`}
        />
        <Figure
          title={t('simulation.uncompared')}
          text={t('simulation.rows', { withoutNew: withoutNew.rows, withoutOld: withoutOld.rows, withoutName })}
        />
      </dl>
      <section className="card">
        <h2>{t('simulation.byModality')}</h2>
        <Chart label={t('simulation.byModality')} categories={categories} series={series} isBeside />
      </section>
      <Remarks
        title={t('simulation.withoutSuccessor')}
        remarks={made.withoutSuccessor.map(({ item, names }) => ({ text: `${item}: ${names.join(t('comma'))}` }))}
      />
      <SimulatedRows rows={made.rows} />
    </>
  )
}

function Figure({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  return (
    <div className="card">
      <dt>{title}</dt>
      <dd>{text}</dd>
    </div>
  )
}

/** Rows by how much the year's income moves. */
function SimulatedRows({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const { t } = useTranslation()
  const [active, setActive] = useState(0)
  const sorted = useMemo(() => [...rows].sort((a, b) => Math.abs(moveOf(b)) - Math.abs(moveOf(a))), [rows])
  const columns = useMemo((): readonly Column<Row>[] => {
    const money = (cents: number | null) => (cents === null ? '—' : yuan(cents))
    return [
      { id: 'name', title: t('name.name'), width: 'minmax(14rem, 2fr)', cell: ({ name }) => name },
      { id: 'items', title: t('name.items'), width: '14rem', cell: ({ items }) => <code>{items.join(' + ')}</code> },
      { id: 'count', title: t('name.exams'), width: '6rem', align: 'end', cell: ({ count }) => count.toLocaleString() },
      {
        id: 'old',
        title: t('simulation.before'),
        width: '8rem',
        align: 'end',
        cell: ({ oldPriceCents }) => money(oldPriceCents),
      },
      {
        id: 'new',
        title: t('simulation.after'),
        width: '8rem',
        align: 'end',
        cell: ({ newPriceCents }) => money(newPriceCents),
      },
      { id: 'move', title: t('simulation.change'), width: '9rem', align: 'end', cell: (row) => yuan(moveOf(row)) },
    ]
  }, [t])
  return (
    <section className="name-list">
      <VirtualTable
        label={t('simulation.list')}
        columns={columns}
        count={sorted.length}
        rowAt={(index) => sorted[index]}
        active={active}
        onActive={setActive}
        empty={<EmptyNote title={t('prices.noLine')} />}
      />
    </section>
  )
}

function moveOf({ oldPriceCents, newPriceCents, count }: Row): number {
  return oldPriceCents === null || newPriceCents === null ? 0 : (newPriceCents - oldPriceCents) * count
}
