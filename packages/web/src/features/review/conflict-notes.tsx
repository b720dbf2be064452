import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditionIndex } from '../../app/edition.ts'
import { ItemLine } from '../../ui/item/item-line.tsx'
import type { Conflict } from './use-decisions.ts'

interface ConflictNotesProps {
  readonly conflicts: readonly Conflict[]
  readonly edition: EditionIndex | undefined
  readonly onSettle: (conflict: Conflict, isMine: boolean) => void
}

/** Somebody else decided at the same time: what stands now, what was meant here, and the two ways on. */
export function ConflictNotes({ conflicts, edition, onSettle }: ConflictNotesProps): ReactNode {
  const { t } = useTranslation()
  return conflicts.map((conflict, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a conflict has no identity but its place
    <section key={place} className="card conflict" role="alert">
      <strong>{t('review.conflict')}</strong>
      <ul>
        {conflict.outcomes.map(({ nameId, problem, current }) => (
          <li key={nameId}>
            {current?.name} — {problem?.detail}
            {current !== undefined && (
              <div>
                {t('review.theirs')} {t(`nameStatus.${current.status}`)}{' '}
                {(current.codes ?? []).map((code) => (
                  <ItemLine key={code} code={code} edition={edition} />
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
      <div>
        {t('review.yours')} {t(`decision.${conflict.wish.kind}`)} {conflict.wish.codes?.join(' + ')}
      </div>
      <div className="row">
        <Button onClick={() => onSettle(conflict, false)}>{t('review.keepTheirs')}</Button>
        <Button danger onClick={() => onSettle(conflict, true)}>
          {t('review.decideAgain')}
        </Button>
      </div>
    </section>
  ))
}
