import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { JobProgress } from '../../ui/job-progress.tsx'
import { PriceListSelect } from '../../ui/price-list-select.tsx'
import { usePriceLists } from '../../ui/price-lists.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'

interface BuildFormProps {
  readonly institutionId: string
  readonly onBuilt: () => void
}

/** Asks for a new build. */
export function BuildForm({ institutionId, onBuilt }: BuildFormProps): ReactNode {
  const { t } = useTranslation()
  const [date, setDate] = useState(new Date().toISOString().slice(0, 10))
  const [schedule, setSchedule] = useState('')
  const [acceptMapped, setAcceptMapped] = useState(false)
  const lists = usePriceLists()
  const build = useMutation({
    mutationFn: () =>
      ask('POST /institutions/{id}/dictionary/builds', {
        params: { id: institutionId },
        body: { date, acceptMapped, ...(schedule === '' ? {} : { schedule }) },
      }),
  })
  return (
    <section className="card" aria-label={t('dictionary.make')}>
      <h2>{t('dictionary.make')}</h2>
      <p className="quiet">{t('dictionary.makeHelp')}</p>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          build.mutate()
        }}
      >
        <label className="field">
          <span>{t('dictionary.date')}</span>
          <input
            className="input"
            type="date"
            required
            value={date}
            onChange={(event) => setDate(event.target.value)}
          />
        </label>
        <PriceListSelect
          label={t('dictionary.schedule')}
          lists={lists}
          value={schedule}
          onChange={setSchedule}
          none={t('dictionary.noSchedule')}
        />
        <Checkbox checked={acceptMapped} onChange={(event) => setAcceptMapped(event.target.checked)}>
          {t('dictionary.acceptMapped')}
        </Checkbox>
        <Button type="primary" htmlType="submit" loading={build.isPending}>
          {t('dictionary.make')}
        </Button>
      </form>
      <ProblemNote problem={build.error} />
      {build.data !== undefined && <JobProgress key={build.data.id} job={build.data} onEnd={onBuilt} />}
    </section>
  )
}
