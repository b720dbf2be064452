import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'

interface NameHistoryProps {
  readonly nameId: string
  readonly isWriting: boolean
  readonly onComment: (text: string) => void
}

/** What was decided and said of a name, newest first, and a place to say more. */
export function NameHistory({ nameId, isWriting, onComment }: NameHistoryProps): ReactNode {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { data } = useQuery({
    queryKey: ['history', nameId],
    queryFn: ({ signal }) => ask('GET /names/{id}/decisions', { params: { id: nameId }, signal }),
  })
  return (
    <section className="history">
      {isWriting && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim() !== '') onComment(text.trim())
          }}
        >
          <label className="field">
            <span>{t('review.comment')}</span>
            <textarea
              className="area"
              rows={3}
              maxLength={2000}
              // biome-ignore lint/a11y/noAutofocus: it opens at the wish of the person, who goes on typing
              autoFocus
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => event.stopPropagation()}
            />
          </label>
          <Button htmlType="submit" disabled={text.trim() === ''}>
            {t('review.say')}
          </Button>
        </form>
      )}
      {data !== undefined && data.length > 0 && (
        <>
          <h2>{t('review.history')}</h2>
          <ol>
            {data.map(({ id, kind, at, authorName, codes, reason }) => (
              <li key={id}>
                {t(`decision.${kind}`)} · {authorName ?? t('review.somebody')} · {at.slice(0, 16).replace('T', ' ')}
                {codes.length > 0 && <code> {codes.join(' + ')}</code>}
                {reason !== '' && <q>{reason}</q>}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
