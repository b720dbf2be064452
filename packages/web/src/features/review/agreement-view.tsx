import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../api/client.ts'
import { type EditionIndex, useEdition } from '../../app/edition.ts'
import { ItemLine } from '../../ui/item/item-line.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

type Disagreement = Answer<'GET /samples/{id}/agreement'>['disagreements'][number]

interface AgreementViewProps {
  readonly sampleId: string
  readonly catalogueId: string
}

/** How far two readers agree beyond chance, and each name on which they do not, to be reconciled. */
export function AgreementView({ sampleId, catalogueId }: AgreementViewProps): ReactNode {
  const { t } = useTranslation()
  const edition = useEdition()
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set())
  const { data, error, refetch } = useQuery({
    queryKey: ['agreement', sampleId],
    queryFn: ({ signal }) => ask('GET /samples/{id}/agreement', { params: { id: sampleId }, signal }),
  })
  const decide = useMutation({
    mutationFn: async ({ name, codes }: { readonly name: Disagreement; readonly codes: readonly string[] }) => {
      const kind =
        codes.length === 0 ? ('none' as const) : codes.length === 1 ? ('change' as const) : ('split' as const)
      const decision = { nameId: name.nameId, version: name.version, kind, ...(codes.length > 0 && { codes }) }
      return await ask('POST /catalogues/{id}/decisions', {
        params: { id: catalogueId },
        body: { decisions: [{ ...decision, reason: t('sample.reconciled') }] },
      })
    },
    onSuccess: async ({ outcomes }, { name }) => {
      if (outcomes.every(({ ok }) => ok)) setSettled((before) => new Set([...before, name.nameId]))
      // Somebody decided meanwhile: the list comes again with what stands now.
      else await refetch()
    },
  })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return null
  const open = data.disagreements.filter(({ nameId }) => !settled.has(nameId))
  return (
    <section className="card">
      <h2>{t('sample.agreement')}</h2>
      <dl className="pairs">
        <dt>{t('sample.both')}</dt>
        <dd>{data.names}</dd>
        <dt>{t('sample.observed')}</dt>
        <dd>{data.names === 0 ? '—' : `${(data.observed * 100).toFixed(1)}%`}</dd>
        <dt>Cohen κ</dt>
        <dd>{data.kappa === null ? '—' : data.kappa.toFixed(3)}</dd>
      </dl>
      <ProblemNote problem={decide.error} />
      {open.length > 0 && <h3>{t('sample.differ', { n: open.length })}</h3>}
      <ul className="cards">
        {open.map((name) => (
          <li key={name.nameId} className="card">
            <strong>{name.name}</strong>
            {[name.first, name.second].map((codes, reader) => (
              <Choice
                // biome-ignore lint/suspicious/noArrayIndexKey: there are two readers, the first and the second
                key={reader}
                codes={codes}
                edition={edition}
                label={t(reader === 0 ? 'sample.takeFirst' : 'sample.takeSecond')}
                onTake={() => decide.mutate({ name, codes })}
              />
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface ChoiceProps {
  readonly codes: readonly string[]
  readonly edition: EditionIndex | undefined
  readonly label: string
  readonly onTake: () => void
}

function Choice({ codes, edition, label, onTake }: ChoiceProps): ReactNode {
  const { t } = useTranslation()
  return (
    <span>
      {codes.map((code) => (
        <ItemLine key={code} code={code} edition={edition} />
      ))}
      {codes.length === 0 && t('reading.noItem')}{' '}
      <Button size="small" onClick={onTake}>
        {label}
      </Button>
    </span>
  )
}
