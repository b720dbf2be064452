import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { ask } from '../../api/client.ts'
import type { EditionIndex } from '../../app/edition.ts'
import { type Filterable, matches, prepareItems } from './item-filter.ts'

/** The items that fit search and filters, best first; counts of filters are over `searched`. */
export function useFoundItems(
  edition: EditionIndex | undefined,
  q: string,
  facets: readonly string[],
  part: string | undefined,
) {
  const prepared = useMemo(() => (edition === undefined ? undefined : prepareItems(edition)), [edition])
  const byCode = useMemo(() => new Map(prepared?.rows.map((row) => [row.item.code, row] as const)), [prepared])
  const query = q.trim()
  const search = useQuery({
    queryKey: ['search', query],
    queryFn: ({ signal }) => ask('GET /search/codes', { query: { q: query.slice(0, 100) }, signal }),
    enabled: query !== '',
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const codes = query === '' ? undefined : search.data
  const searched = useMemo(
    () =>
      codes === undefined
        ? (prepared?.rows ?? [])
        : codes.map((code) => byCode.get(code)).filter((row): row is Filterable => row !== undefined),
    [codes, prepared, byCode],
  )
  const found = useMemo(
    () => searched.filter((row) => matches(row, { facets, part })).map(({ item }) => item),
    [searched, facets, part],
  )
  return { found, searched: useDeferredValue(searched), labels: prepared?.labels ?? new Map(), problem: search.error }
}
