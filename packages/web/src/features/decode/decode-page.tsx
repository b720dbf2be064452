import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { nameIn, useEdition } from '../../app/edition.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { usePreferences } from '../../app/preferences.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { CodeFields } from '../../ui/item/code-fields.tsx'
import { ItemLine } from '../../ui/item/item-line.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

/** Decode: any code, typed or scanned (a scanner types and presses enter). The field is ready for the next one. */
export function DecodePage(): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const edition = useEdition()
  const { code = '' } = useSearch({ from: '/decode' })
  const navigate = useNavigate({ from: '/decode' })
  usePageTitle(t('nav.decode'))
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.focus(), [])
  const asked = code.trim().slice(0, 60)
  const { data, error, refetch } = useQuery({
    queryKey: ['decode', asked, language],
    queryFn: ({ signal }) =>
      ask('GET /decode/{code}', { params: { code: asked }, query: { neighbours: 'true' }, signal }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  const answer = asked === '' ? undefined : data

  return (
    <div className="page">
      <h1>{t('decode.title')}</h1>
      <p className="quiet">{t('decode.help')}</p>
      <input
        ref={box}
        className="search-box code-box"
        value={code}
        maxLength={60}
        placeholder="20040100110000"
        aria-label={t('decode.code')}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) =>
          void navigate({ search: event.target.value === '' ? {} : { code: event.target.value }, replace: true })
        }
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.select()
        }}
      />
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      {answer === undefined && <EmptyNote title={t('decode.empty')}>{t('decode.emptyHelp')}</EmptyNote>}
      {answer !== undefined && (
        <section aria-live="polite" className="decoded">
          <p className={`decode-kind decode-${answer.kind}`}>
            <strong>{t(`decode.kind.${answer.kind}`)}</strong>{' '}
            {answer.name !== undefined &&
              nameIn(language, {
                name: answer.name,
                ...(answer.nameEn === undefined ? {} : { nameEn: answer.nameEn }),
              })}
          </p>
          {answer.problems.map((problem) => (
            <p key={problem.code + problem.detail} role="alert" className="decode-problem">
              {problem.detail}
            </p>
          ))}
          {answer.code !== undefined && edition !== undefined && (
            <>
              <CodeFields code={answer.code.split('-')[0] ?? answer.code} edition={edition} />
              <p>
                {t('item.checkForm')} <code>{answer.checkForm}</code>{' '}
                {edition.item(answer.code) !== undefined && (
                  <Link to="/" search={{ item: answer.code }}>
                    {t('decode.open')}
                  </Link>
                )}
              </p>
            </>
          )}
          <CodeList title={t('decode.nearest')} codes={answer.nearest} against={answer.code ?? asked} />
          <CodeList title={t('item.neighbours')} codes={answer.neighbours ?? []} against={answer.code ?? asked} />
        </section>
      )}
    </div>
  )
}

function CodeList({
  title,
  codes,
  against,
}: {
  readonly title: string
  readonly codes: readonly { readonly code: string }[]
  readonly against: string
}): ReactNode {
  const edition = useEdition()
  if (codes.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      <ul className="neighbours">
        {codes.map(({ code }) => (
          <li key={code}>
            <Link to="/decode" search={{ code }}>
              <ItemLine code={code} edition={edition} against={against} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
