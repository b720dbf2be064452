import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { nameIn, useEdition } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { ItemLine } from '../../ui/item/item-line.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { OrderableSet } from './order-sets-page.tsx'

interface SetCardProps {
  readonly institutionId: string
  readonly set: OrderableSet
  readonly onEdit: (() => void) | undefined
}

/** One set: its items, some of which can be left out, and what an order of the others would be told. */
export function SetCard({ institutionId, set, onEdit }: SetCardProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const edition = useEdition()
  const [without, setWithout] = useState<readonly string[]>([])
  const check = useMutation({
    mutationFn: () =>
      ask('POST /institutions/{id}/order-sets/{set}/orders', {
        params: { id: institutionId, set: set.id },
        body: { at: new Date().toISOString().slice(0, 10), without: [...without] },
      }),
  })
  const name = nameIn(language, set)
  const codes = check.data?.lines.map(({ code }) => code) ?? []
  return (
    <section className="card" aria-label={name}>
      <h2>{name}</h2>
      <p className="quiet">
        {[
          set.specialties.map((one) => nameIn(language, one)).join(t('comma')) || t('orderSets.everybody'),
          t(`orderSets.from.${set.from}`),
          ...(set.example ? [t('orderSets.example')] : []),
          ...(set.source === '' ? [] : [t('orderSets.source', { source: set.source })]),
        ].join(' · ')}
      </p>
      <ul className="plain-list">
        {set.items.map(({ code, isOrderable }) => (
          <li key={code}>
            <label className="row">
              <input
                type="checkbox"
                checked={isOrderable && !without.includes(code)}
                disabled={!isOrderable}
                onChange={({ target }) => {
                  check.reset()
                  setWithout(target.checked ? without.filter((one) => one !== code) : [...without, code])
                }}
              />
              <ItemLine code={code} edition={edition} />
              {!isOrderable && <span className="field-problem">{t('orderSets.notOrderable')}</span>}
            </label>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button onClick={() => check.mutate()} loading={check.isPending}>
          {t('orderSets.check')}
        </Button>
        {onEdit && <Button onClick={onEdit}>{t('orderSets.change')}</Button>}
      </div>
      <ProblemNote problem={check.error} />
      {check.data !== undefined && (
        <div role="status">
          <p>{t('orderSets.lines', { n: codes.length })}</p>
          {check.data.notes.length === 0 ? (
            <p>{t('orderSets.fine')}</p>
          ) : (
            <ul>
              {check.data.notes.map(({ code, lines, text }) => (
                <li key={`${code} ${lines.join(' ')}`}>{text}</li>
              ))}
            </ul>
          )}
          {codes.length > 0 && (
            <Link to="/prices" search={{ exam: codes.join(',') }}>
              {t('orderSets.quote')}
            </Link>
          )}
        </div>
      )}
    </section>
  )
}
