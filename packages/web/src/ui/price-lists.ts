import { useQuery } from '@tanstack/react-query'
import { type Answer, ask } from '../api/client.ts'

export type PriceList = Answer<'GET /price-lists'>[number]

/** The published price lists: those in force first, an invented one last. */
export function usePriceLists(): readonly PriceList[] {
  const { data } = useQuery({
    queryKey: ['price-lists'],
    queryFn: ({ signal }) => ask('GET /price-lists', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return [...(data ?? [])].sort(
    (a, b) => Number(a.invented) - Number(b.invented) || (a.validFrom < b.validFrom ? 1 : -1),
  )
}

/** Today, or the nearest day on which the list holds. */
export function dayWithin(list: PriceList | undefined): string {
  const today = new Date().toISOString().slice(0, 10)
  if (list === undefined) return today
  if (today < list.validFrom) return list.validFrom
  return list.validTo !== null && today > list.validTo ? list.validTo : today
}
