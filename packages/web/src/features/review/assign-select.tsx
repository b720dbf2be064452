import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { Cluster } from './use-decisions.ts'
import { READERS, useMembers } from './use-members.ts'

interface AssignSelectProps {
  readonly catalogueId: string
  readonly cluster: Cluster
  readonly onGiven: () => void
}

/** Gives a cluster to anybody of the institution, or to nobody. */
export function AssignSelect({ catalogueId, cluster, onGiven }: AssignSelectProps): ReactNode {
  const { t } = useTranslation()
  const members = useMembers(catalogueId, READERS)
  const holder = cluster.assignedTo
  const give = useMutation({
    mutationFn: (userId: string | null) =>
      ask('PUT /catalogues/{id}/assignments', {
        params: { id: catalogueId },
        body: { cluster: cluster.cluster, userId },
      }),
    onSuccess: onGiven,
  })
  // Whoever left the institution may still hold a cluster, and so may an administrator who never belonged to it.
  const isStranger = holder !== null && members.data?.some(([userId]) => userId === holder) === false
  return (
    <>
      <label className="row">
        {t('review.giveTo')}
        <select
          className="select"
          value={holder ?? ''}
          disabled={give.isPending || members.data === undefined}
          onChange={({ target }) => give.mutate(target.value === '' ? null : target.value)}
        >
          <option value="">{t('review.nobody')}</option>
          {isStranger && <option value={holder}>{t('review.others')}</option>}
          {members.data?.map(([userId, name]) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <ProblemNote problem={give.error ?? members.error} />
    </>
  )
}
