import { Link } from '@tanstack/react-router'
import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import { usePreferences } from '../../app/preferences.ts'
import { WideTable } from '../../ui/table/wide-table.tsx'

type Suggestion = Answer<'GET /proposal-suggestions'>['rows'][number]

/** Names that a link brings into a proposal; an address is no place for more. */
const MOST_NAMES = 10
/** Names that a row shows; the draft has the others. */
const SHOWN_NAMES = 5

interface SuggestionTableProps {
  readonly rows: readonly Suggestion[]
  readonly ref: Ref<HTMLTableElement>
}

/** Missing items with the names that ask for them, and the way into a draft of each. */
export function SuggestionTable({ rows, ref }: SuggestionTableProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  return (
    <WideTable label={t('suggestions.title')}>
      <table className="plain" aria-label={t('suggestions.title')} ref={ref}>
        <thead>
          <tr>
            <th scope="col">{t('suggestions.code')}</th>
            <th scope="col">{t('govern.title')}</th>
            <th scope="col">{t('govern.exams')}</th>
            <th scope="col">{t('govern.institutions')}</th>
            <th scope="col">{t('govern.fromNames')}</th>
            <th scope="col">{t('govern.draft')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ code, exams, institutions, content: { title, names } }) => (
            <tr key={code}>
              <th scope="row">
                <code>{code}</code>
              </th>
              <td>{title[language]}</td>
              <td>{exams.toLocaleString()}</td>
              <td>{institutions}</td>
              <td>
                {names
                  .slice(0, SHOWN_NAMES)
                  .map(({ name }) => name)
                  .join(t('comma'))}
                {names.length > SHOWN_NAMES && ` ${t('suggestions.moreNames', { n: names.length - SHOWN_NAMES })}`}
              </td>
              <td>
                <Link
                  to="/govern"
                  search={draftFrom(code, names)}
                  aria-label={`${t('drafting.propose')} ${title[language]}`}
                >
                  {t('drafting.propose')}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

/** Where a draft of this item begins: with its code, and the names that ask for it, the most used first. */
function draftFrom(code: string, names: Suggestion['content']['names']) {
  const [first, ...also] = names.slice(0, MOST_NAMES)
  const said = first === undefined ? {} : { name: first.name, exams: String(first.exams) }
  return { tab: 'draft', from: code, ...said, also: also.map(({ name }) => name) }
}
