import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'

/** The name of an institution, for whoever may see it. */
export function InstitutionName({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['institutions'],
    queryFn: ({ signal }) => ask('GET /institutions', { query: { limit: 500 }, signal }),
  })
  if (data === undefined) return null
  return data.rows.find((one) => one.id === id)?.name ?? t('local.elsewhere')
}
