import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'
import { useEdition } from '../../../app/edition.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { readingFrom } from '../../../app/reading.ts'
import { ItemLine } from '../../../ui/item/item-line.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { ReadingView } from '../../../ui/reading-view.tsx'

export type Suggested = Answer<'POST /proposal-suggestions'>[number]['content']

interface FromNameProps {
  readonly name: string
  readonly modality: string
  readonly exams: number
  readonly onTake: (content: Suggested) => void
  readonly onBase: (code: string) => void
}

/** How an unmapped name is read, the item that it asks for where that is plain, and items to begin from where it is not. */
export function FromName({ name, modality, exams, onTake, onBase }: FromNameProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const edition = useEdition()
  const said = { name, ...(modality === '' ? {} : { modality }) }
  const reading = useQuery({
    queryKey: ['reading', name, modality],
    queryFn: ({ signal }) => ask('POST /normalise', { body: said, signal }),
  })
  const suggested = useQuery({
    queryKey: ['suggested', name, modality, exams],
    queryFn: ({ signal }) => ask('POST /proposal-suggestions', { body: { ...said, exams }, signal }),
  })
  const read = readingFrom(reading.data)
  const near = [
    ...new Set(
      read === undefined
        ? []
        : [
            ...read.items.flatMap(({ code, closest = [] }) => [...(code === null ? [] : [code]), ...closest]),
            ...read.candidates.flatMap(({ codes }) => codes),
          ],
    ),
  ].slice(0, 5)
  return (
    <section className="card" aria-label={t('govern.fromNames')}>
      <h2>{t('drafting.fromName', { name })}</h2>
      <ProblemNote problem={reading.error ?? suggested.error} />
      {read !== undefined && <ReadingView reading={read} edition={edition} />}
      {suggested.data?.map(({ code, content }) => (
        <p key={code}>
          <code>{code}</code> {content.title[language]}{' '}
          <Button onClick={() => onTake(content)}>{t('drafting.takeSuggestion')}</Button>
        </p>
      ))}
      {near.length > 0 && (
        <ul aria-label={t('drafting.near')}>
          {near.map((code) => (
            <li key={code}>
              <ItemLine code={code} edition={edition} />{' '}
              <Button size="small" onClick={() => onBase(code)}>
                {t('drafting.beginFrom')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
