import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditionIndex } from '../../app/edition.ts'
import { ItemLine } from '../../ui/item/item-line.tsx'

interface ChosenItemsProps {
  readonly codes: readonly string[]
  readonly edition: EditionIndex | undefined
  readonly onChange: (codes: readonly string[]) => void
}

/** The items that somebody has gathered for one name, each with the way to let go of it. */
export function ChosenItems({ codes, edition, onChange }: ChosenItemsProps): ReactNode {
  const { t } = useTranslation()
  return (
    <ul className="chosen">
      {codes.map((code) => (
        <li key={code}>
          <ItemLine code={code} edition={edition} />
          <Button
            size="small"
            type="text"
            aria-label={t('review.remove', { code })}
            onClick={() => onChange(codes.filter((one) => one !== code))}
          >
            <span aria-hidden>✕</span>
          </Button>
        </li>
      ))}
    </ul>
  )
}
