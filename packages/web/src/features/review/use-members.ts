import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'

/** People of the institution that a table belongs to, each once, whatever their roles: id and name. */
export function useMembers(catalogueId: string) {
  return useQuery({
    queryKey: ['members-of', catalogueId],
    queryFn: async ({ signal }) => {
      const { institutionId } = await ask('GET /catalogues/{id}', { params: { id: catalogueId }, signal })
      const members = await ask('GET /institutions/{id}/members', { params: { id: institutionId }, signal })
      return [...new Map(members.map(({ userId, name }) => [userId, name]))]
    },
  })
}
