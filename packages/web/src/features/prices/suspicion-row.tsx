import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import { yuan } from '../../ui/yuan.ts'

type Suspicion = Answer<'GET /suspicions'>['rows'][number]

interface SuspicionRowProps {
  readonly row: Suspicion
  readonly isOn: boolean
  readonly onOpen: () => void
}

/** One suspicion of the list: what it is, which order, how much is at stake. */
export function SuspicionRow({ row, isOn, onOpen }: SuspicionRowProps): ReactNode {
  const { t } = useTranslation()
  return (
    <li>
      <button type="button" className="suspicion" aria-current={isOn} onClick={onOpen}>
        <span className="suspicion-text">
          {row.text[0]}
          <br />
          <span className="quiet">
            {row.session} · {row.day} · {t(`suspicion.${row.status}`)}
          </span>
        </span>
        <strong>¥{yuan(row.stakeCents)}</strong>
      </button>
    </li>
  )
}
