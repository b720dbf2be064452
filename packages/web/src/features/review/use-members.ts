import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'

/** Roles that read names for a decision. */
export const READERS = ['mapper', 'reviewer', 'expert', 'institution-admin'] as const

/** People of the institution that a table belongs to who have one of these roles, each once: id and name. */
export function useMembers(catalogueId: string, roles: readonly string[]) {
  return useQuery({
    queryKey: ['members-of', catalogueId, roles],
    queryFn: async ({ signal }) => {
      const { institutionId } = await ask('GET /catalogues/{id}', { params: { id: catalogueId }, signal })
      const members = await ask('GET /institutions/{id}/members', { params: { id: institutionId }, signal })
      return [...new Map(members.filter(({ role }) => roles.includes(role)).map(({ userId, name }) => [userId, name]))]
    },
  })
}
