import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'
import { useEdition } from '../../../app/edition.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { ItemLine } from '../../../ui/item/item-line.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { WideTable } from '../../../ui/table/wide-table.tsx'

type Preview = Answer<'GET /catalogues/{id}/release-preview'>

const PAGE = 50
const FATES = ['moved', 'review', 'lost'] as const

interface ReleasePreviewProps {
  readonly catalogueId: string
  readonly version: string
}

/** What accepting a release would do: decisions that move, wait for a person or are lost, and charge lines that change. */
export function ReleasePreview({ catalogueId, version }: ReleasePreviewProps): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['release-preview', catalogueId, version],
    queryFn: ({ signal, pageParam }) =>
      ask('GET /catalogues/{id}/release-preview', {
        params: { id: catalogueId },
        query: { version, limit: PAGE, offset: pageParam },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : null),
    // Somebody may decide between two looks.
    gcTime: 0,
  })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  const [first] = data?.pages ?? []
  if (first === undefined) return <p role="status">{t('waiting')}</p>
  if (first.total === 0) return <p role="status">{t('accepting.nothing')}</p>
  return (
    <>
      <div role="status">
        <dl className="figures">
          {FATES.map((fate) => (
            <div key={fate}>
              <dt>{t(`accepting.fate.${fate}`)}</dt>
              <dd>
                {first.counts[fate].names.toLocaleString()}{' '}
                <small>{t('accepting.exams', { n: first.counts[fate].exams.toLocaleString() })}</small>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <Decisions rows={data?.pages.flatMap(({ rows }) => rows) ?? []} />
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('accepting.more', { total: first.total.toLocaleString() })}
        </Button>
      )}
      <Charges charges={first.charges} />
    </>
  )
}

function Decisions({ rows }: { readonly rows: Preview['rows'] }): ReactNode {
  const { t } = useTranslation()
  const edition = useEdition()
  return (
    <WideTable label={t('accepting.decisions')}>
      <table className="plain" aria-label={t('accepting.decisions')}>
        <thead>
          <tr>
            <th scope="col">{t('name.name')}</th>
            <th scope="col">{t('name.exams')}</th>
            <th scope="col">{t('accepting.what')}</th>
            <th scope="col">{t('accepting.before')}</th>
            <th scope="col">{t('accepting.after')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ nameId, name, exams, fate, before, after }) => (
            <tr key={nameId}>
              <th scope="row">{name}</th>
              <td className="vt-end">{exams.toLocaleString()}</td>
              <td>{t(`accepting.fate.${fate}`)}</td>
              <td>
                {before.map((code) => (
                  <ItemLine key={code} code={code} edition={edition} />
                ))}
              </td>
              <td>{fate === 'moved' && after.map((code) => <ItemLine key={code} code={code} edition={edition} />)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

function Charges({ charges }: Pick<Preview, 'charges'>): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const lists = useQuery({ queryKey: ['price-lists'], queryFn: ({ signal }) => ask('GET /price-lists', { signal }) })
  if (charges.length === 0) return <p>{t('accepting.noCharges')}</p>
  const titleOf = (id: string): string => lists.data?.find((list) => list.id === id)?.title[language] ?? id
  return (
    <>
      <h3>{t('accepting.charges')}</h3>
      <p>{t('accepting.chargesHelp')}</p>
      <WideTable label={t('accepting.charges')}>
        <table className="plain" aria-label={t('accepting.charges')}>
          <thead>
            <tr>
              <th scope="col">{t('accepting.list')}</th>
              <th scope="col">{t('name.exams')}</th>
              <th scope="col">{t('accepting.before')}</th>
              <th scope="col">{t('accepting.after')}</th>
            </tr>
          </thead>
          <tbody>
            {charges.map(({ schedule, before, after, linesBefore, linesAfter, exams }) => (
              <tr key={`${schedule} ${before.join()} ${after.join()}`}>
                <th scope="row">{titleOf(schedule)}</th>
                <td className="vt-end">{exams.toLocaleString()}</td>
                <td>{linesBefore.length === 0 ? t('accepting.noPrice') : linesBefore.join(t('comma'))}</td>
                <td>{linesAfter.length === 0 ? t('accepting.noPrice') : linesAfter.join(t('comma'))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </>
  )
}
