import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ApiProblem, ask } from '../../../api/client.ts'
import { Moment } from '../../../ui/moment.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { PersonName, personOf } from './person-name.tsx'
import { isOver } from './stages.ts'

type Proposal = Answer<'GET /proposals/{proposal}'>

interface CommentThreadProps {
  readonly proposal: Proposal
  /** Comments that reply to this one; those that reply to none where it is left out. */
  readonly under?: number | null
  readonly onDone: () => void
}

/** What was said about a proposal: comments under the one that they reply to, each of which can be replied to. */
export function CommentThread({ proposal, onDone }: CommentThreadProps): ReactNode {
  const { t } = useTranslation()
  if (proposal.comments.length === 0) return null
  return (
    <section aria-label={t('govern.comments')}>
      <h3>
        {t('govern.comments')} ({proposal.comments.length})
      </h3>
      <Replies proposal={proposal} onDone={onDone} />
    </section>
  )
}

/** Lists inside lists, each named after what it replies to, so that a screen reader says who answers whom. */
function Replies({ proposal, under = null, onDone }: CommentThreadProps): ReactNode {
  const { t } = useTranslation()
  const here = proposal.comments.filter(({ replyTo }) => replyTo === under)
  if (here.length === 0) return null
  const above = proposal.comments.find(({ id }) => id === under)
  const answered = above && personOf(proposal, above.author)?.name
  return (
    <ul aria-label={above && t('govern.repliesTo', { text: above.text.slice(0, 40) })}>
      {here.map(({ id, author, text, at }) => (
        <li key={id}>
          <PersonName person={personOf(proposal, author)} />{' '}
          {answered !== undefined && <span className="quiet">{t('govern.answers', { name: answered })} </span>}
          <Moment at={at} />
          <p className="said">{text}</p>
          {!isOver(proposal) && <Reply proposal={proposal} to={id} said={text} onDone={onDone} />}
          <Replies proposal={proposal} under={id} onDone={onDone} />
        </li>
      ))}
    </ul>
  )
}

interface ReplyProps {
  readonly proposal: Proposal
  readonly to: number
  readonly said: string
  readonly onDone: () => void
}

/** Opens when it is asked for. Who was slower than another keeps what they wrote. */
function Reply({ proposal, to, said, onDone }: ReplyProps): ReactNode {
  const { t } = useTranslation()
  const [form, setForm] = useState<'unopened' | 'open' | 'closed'>('unopened')
  const [text, setText] = useState('')
  const close = (): void => {
    setForm('closed')
    setText('')
  }
  const send = useMutation({
    mutationFn: () => {
      const body = { version: proposal.version, act: { kind: 'comment' as const, text, replyTo: to } }
      return ask('POST /proposals/{proposal}/acts', { params: { proposal: proposal.id }, body })
    },
    onSuccess: close,
    onSettled: onDone,
  })
  const label = t('govern.replyTo', { text: said.slice(0, 40) })
  if (form !== 'open') {
    // Whoever closed the form goes on where they opened it.
    const isBack = form === 'closed'
    return (
      <Button type="link" size="small" aria-label={label} autoFocus={isBack} onClick={() => setForm('open')}>
        {t('govern.reply')}
      </Button>
    )
  }
  const isConflict = send.error instanceof ApiProblem && send.error.code === 'govern-conflict'
  return (
    <form
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') send.mutate()
      }}
    >
      <Input.TextArea
        aria-label={label}
        autoFocus
        value={text}
        rows={2}
        maxLength={5000}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="row">
        <Button htmlType="submit" disabled={text.trim() === ''} loading={send.isPending}>
          {t('govern.sendReply')}
        </Button>
        <Button
          onClick={() => {
            send.reset()
            close()
          }}
        >
          {t('govern.cancelReply')}
        </Button>
      </div>
      <ProblemNote problem={send.error} />
      {isConflict && <p role="status">{t('govern.kept')}</p>}
    </form>
  )
}
