import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { useEdition } from '../../app/edition.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { readingFrom } from '../../app/reading.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { ReadingView } from '../../ui/reading-view.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { Feedback } from './feedback.tsx'
import { SpanLegend } from './span-legend.tsx'

const MOST = 1000
const KEPT = 'yingma.try'
const EXAMPLES = ['1.5T磁共振头颅常规平扫+DWI', '双膝关节正侧位DR', '膝关节CT', '胸部CT平扫（不含片）', 'CT引导下穿刺']

/** Try: paste names as a hospital writes them and see how each is read. Nothing that is pasted is kept on the server. */
export function TryPage(): ReactNode {
  const { t } = useTranslation()
  const edition = useEdition()
  usePageTitle(t('nav.try'))
  const { name: asked } = useSearch({ from: '/try' })
  const [text, setText] = useState(() => asked ?? sessionStorage.getItem(KEPT) ?? '')
  const read = useMutation({
    mutationFn: (names: readonly string[]) =>
      ask('POST /normalise/batch', { body: { names: names.map((name) => ({ name })) } }),
  })
  const names = text
    .split('\n')
    .map((line) => line.trim().slice(0, 2000))
    .filter((line) => line !== '')
  const submit = (asked: readonly string[]): void => {
    if (asked.length > 0) read.mutate(asked.slice(0, MOST))
  }
  // A link that brings a name wants it read.
  const { mutate } = read
  useEffect(() => {
    if (asked !== undefined) mutate([asked])
  }, [asked, mutate])
  const readings = (read.data ?? []).map(readingFrom).filter((reading) => reading !== undefined)
  const counts = new Map<string, number>()
  for (const { state } of readings) counts.set(state, (counts.get(state) ?? 0) + 1)

  return (
    <div className="page try">
      <h1>{t('try.title')}</h1>
      <p className="quiet">{t('try.help')}</p>
      <label className="field">
        <span>{t('try.names')}</span>
        <textarea
          className="area"
          rows={6}
          value={text}
          placeholder={t('try.placeholder')}
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value)
            sessionStorage.setItem(KEPT, event.target.value)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(names)
          }}
        />
      </label>
      <div className="row">
        <Button type="primary" disabled={names.length === 0} loading={read.isPending} onClick={() => submit(names)}>
          {t('try.read')} <kbd>Ctrl+↵</kbd>
        </Button>
        <Button
          onClick={() => {
            setText(EXAMPLES.join('\n'))
            submit(EXAMPLES)
          }}
        >
          {t('try.examples')}
        </Button>
        {names.length > MOST && <span role="status">{t('try.tooMany', { n: MOST })}</span>}
      </div>
      <ProblemNote problem={read.error} onRetry={() => submit(names)} />
      {readings.length > 0 && (
        <>
          <div className="row try-summary" role="status">
            {[...counts].map(([state, n]) => (
              <span key={state}>
                <StateTag state={state} /> {n}
              </span>
            ))}
          </div>
          <SpanLegend />
          <Feedback names={readings.map(({ name }) => name)} />
        </>
      )}
      {read.data === undefined && !read.isPending && <EmptyNote title={t('try.empty')}>{t('try.emptyHelp')}</EmptyNote>}
      <div className="readings">
        {readings.map((reading, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: equal names may be pasted twice
          <ReadingView key={at} reading={reading} edition={edition} />
        ))}
      </div>
    </div>
  )
}
