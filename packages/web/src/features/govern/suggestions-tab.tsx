import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePreferences } from '../../app/preferences.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

/** Names that a link brings into a proposal; an address is no place for more. */
const MOST_NAMES = 10

/** Items that the names of tables ask for and the standard lacks, the most used first; each leads into a draft. */
export function SuggestionsTab(): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { data, error, refetch } = useQuery({
    queryKey: ['suggestions'],
    queryFn: ({ signal }) => ask('GET /proposal-suggestions', { query: { exams: 1 }, signal }),
    staleTime: 600_000,
  })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return <p>{t('waiting')}</p>
  if (data.length === 0) return <EmptyNote title={t('suggestions.none')}>{t('suggestions.noneHelp')}</EmptyNote>
  return (
    <>
      <p>{t('suggestions.help')}</p>
      <table className="plain" aria-label={t('suggestions.title')}>
        <thead>
          <tr>
            <th>{t('suggestions.code')}</th>
            <th>{t('govern.title')}</th>
            <th>{t('govern.exams')}</th>
            <th>{t('govern.institutions')}</th>
            <th>{t('govern.fromNames')}</th>
            <th>{t('govern.draft')}</th>
          </tr>
        </thead>
        <tbody>
          {data.map(({ code, exams, institutions, content: { title, names } }) => (
            <tr key={code}>
              <th scope="row">
                <code>{code}</code>
              </th>
              <td>{title[language]}</td>
              <td>{exams.toLocaleString()}</td>
              <td>{institutions}</td>
              <td>{names.map(({ name }) => name).join(t('comma'))}</td>
              <td>
                <Link to="/govern" search={draftFrom(code, names)}>
                  {t('drafting.propose')}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Where a draft of this item begins: with its code, and the names that ask for it, the most used first. */
function draftFrom(code: string, names: readonly { readonly name: string; readonly exams: number }[]) {
  const [first, ...also] = names.slice(0, MOST_NAMES)
  const said = first === undefined ? {} : { name: first.name, exams: String(first.exams) }
  return { tab: 'draft', from: code, ...said, also: also.map(({ name }) => name) }
}
