import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { formOf } from './change-form.ts'
import { ProposalForm } from './proposal-form.tsx'
import { today } from './use-proposal-draft.ts'

/** Writes a new proposal, or what an author changes of one that is still open. */
export function DraftTab(): ReactNode {
  const { revise } = useSearch({ from: '/govern' })
  return revise === undefined ? <ProposalForm /> : <Revision key={revise} id={revise} />
}

function Revision({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['proposal', id],
    queryFn: ({ signal }) => ask('GET /proposals/{proposal}', { params: { proposal: id }, signal }),
  })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return <p>{t('waiting')}</p>
  const { title, reason, changes, names, evidence, promotes = [] } = data.content
  const own = promotes.map((one) => ({ ...one, name: '', isTaken: true }))
  const begin = { ...title, reason, changes: changes.map((one) => formOf(one, today())), names, evidence, own }
  return <ProposalForm revised={{ id, version: data.version, begin }} />
}
