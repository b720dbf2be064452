import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { useEdition } from '../../app/edition.ts'
import { ItemPicker } from '../../ui/item/item-picker.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { ChosenItems } from './chosen-items.tsx'

interface SampleReaderProps {
  readonly sampleId: string
  readonly onRead: () => void
}

/** One's own answers, name by name; neither the suggestion nor what the other reader said is shown. */
export function SampleReader({ sampleId, onRead }: SampleReaderProps): ReactNode {
  const { t } = useTranslation()
  const edition = useEdition()
  const [codes, setCodes] = useState<readonly string[]>([])
  const sample = useQuery({
    queryKey: ['sample', sampleId],
    queryFn: ({ signal }) => ask('GET /samples/{id}', { params: { id: sampleId }, signal }),
  })
  const open = sample.data?.readings.filter(({ own }) => own === null) ?? []
  const current = open[0]
  const answer = useMutation({
    mutationFn: (said: readonly string[]) =>
      ask('POST /samples/{id}/readings', {
        params: { id: sampleId },
        body: { nameId: current?.nameId ?? '', codes: said },
      }),
    onSuccess: async () => {
      setCodes([])
      await sample.refetch()
      onRead()
    },
  })
  return (
    <section className="card">
      <h2>{t('sample.read')}</h2>
      <p role="status">{t('sample.left', { n: open.length })}</p>
      <ProblemNote problem={sample.error ?? answer.error} />
      {current !== undefined && (
        <>
          <p>
            <strong>{current.name}</strong> <span className="quiet">{current.modality}</span>
          </p>
          <ItemPicker
            key={current.nameId}
            label={t('review.splitHelp')}
            edition={edition}
            isFocused
            onPick={(code) => setCodes(codes.includes(code) ? codes : [...codes, code])}
          />
          <ChosenItems codes={codes} edition={edition} onChange={setCodes} />
          <div className="row">
            <Button type="primary" disabled={codes.length === 0} onClick={() => answer.mutate(codes)}>
              {t('review.splitDone', { n: codes.length })}
            </Button>
            <Button onClick={() => answer.mutate([])}>{t('review.none')}</Button>
          </div>
        </>
      )}
    </section>
  )
}
