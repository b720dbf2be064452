import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type Answer, ApiProblem, ask } from '../api/client.ts'

export type Me = Answer<'GET /session'>

/** Who is signed in; `null` for nobody, `undefined` while that is not known. */
export function useSession(): Me | null | undefined {
  const { data } = useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      try {
        return await ask('GET /session', { signal })
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null
        throw error
      }
    },
    staleTime: 60_000,
  })
  return data
}

/** Forgets everything that one person saw before another signs in. */
export function useSessionChange(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'edition' && queryKey[0] !== 'session' })
    await client.invalidateQueries({ queryKey: ['session'] })
  }
}

const ABOVE = {
  see: ['reader', 'mapper', 'reviewer', 'expert', 'price-officer', 'institution-admin', 'admin'],
  comment: ['mapper', 'reviewer', 'expert', 'institution-admin', 'admin'],
  decide: ['mapper', 'reviewer', 'institution-admin', 'admin'],
  upload: ['mapper', 'reviewer', 'institution-admin', 'admin'],
  verify: ['reviewer', 'institution-admin', 'admin'],
  audit: ['price-officer', 'insurer-auditor', 'institution-admin', 'admin'],
  rebut: ['price-officer', 'institution-admin'],
  close: ['insurer-auditor', 'admin'],
  mark: ['reviewer', 'price-officer', 'institution-admin', 'admin'],
  configure: ['reviewer', 'price-officer', 'institution-admin', 'admin'],
  manage: ['institution-admin', 'admin'],
  propose: [
    'reader',
    'mapper',
    'reviewer',
    'price-officer',
    'expert',
    'institution-admin',
    'editor',
    'publisher',
    'admin',
  ],
  lead: ['editor', 'publisher', 'admin'],
  release: ['publisher', 'admin'],
  administer: ['admin'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** Whether it is worth showing a way to do something; the server decides whether it may be done. */
export function mayDo(me: Me | null | undefined, what: keyof typeof ABOVE): boolean {
  const roles: readonly string[] = ABOVE[what]
  return me?.grants.some(({ role }) => roles.includes(role)) ?? false
}
