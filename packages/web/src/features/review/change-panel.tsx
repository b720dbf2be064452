import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditionIndex } from '../../app/edition.ts'
import { ItemPicker } from '../../ui/item/item-picker.tsx'
import { ChosenItems } from './chosen-items.tsx'
import { FacetEditor } from './facet-editor.tsx'

interface ChangePanelProps {
  readonly edition: EditionIndex
  /** `split` gathers several items; `change` takes the first one picked. */
  readonly mode: 'change' | 'split'
  readonly suggested: readonly string[]
  readonly onDecide: (codes: readonly string[]) => void
  readonly onCancel: () => void
}

/** Says what a name really is: by typing, or by changing facets of what was suggested. */
export function ChangePanel({ edition, mode, suggested, onDecide, onCancel }: ChangePanelProps): ReactNode {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<readonly string[]>(mode === 'split' ? suggested : [])
  const pick = (code: string): void => {
    if (mode === 'change') onDecide([code])
    else setChosen(chosen.includes(code) ? chosen : [...chosen, code])
  }
  const base = suggested[0]
  return (
    <section className="card change" aria-label={t(`review.${mode}`)}>
      <ItemPicker label={t(`review.${mode}Help`)} edition={edition} onPick={pick} onCancel={onCancel} isFocused />
      {mode === 'split' && (
        <>
          <ChosenItems codes={chosen} edition={edition} onChange={setChosen} />
          <Button type="primary" disabled={chosen.length === 0} onClick={() => onDecide(chosen)}>
            {t('review.splitDone', { n: chosen.length })}
          </Button>
        </>
      )}
      {base !== undefined && <FacetEditor key={base} code={base} edition={edition} onPick={pick} />}
      <Button onClick={onCancel}>
        {t('close')} <kbd>Esc</kbd>
      </Button>
    </section>
  )
}
