import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Left and right as a word and a colour, everywhere the same: a slip of sides must catch the eye. */
export function SideMark({ side }: { readonly side: unknown }): ReactNode {
  const { t } = useTranslation()
  if (side !== 'left' && side !== 'right' && side !== 'both') return null
  return <span className={`side side-${side}`}>{t(`side.${side}`)}</span>
}
