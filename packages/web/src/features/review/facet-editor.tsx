import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type EditionIndex, nameIn } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { CodeText } from '../../ui/item/code-text.tsx'
import { FacetSelects } from '../../ui/item/facet-selects.tsx'

interface FacetEditorProps {
  readonly code: string
  readonly edition: EditionIndex
  readonly onPick: (code: string) => void
}

/** The facets of an item as lists to pick from; the code builds itself, and says whether it is an item. */
export function FacetEditor({ code, edition, onPick }: FacetEditorProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const [built, setBuilt] = useState(code)
  const slots = edition.layoutOf(built)?.slots ?? []
  const item = edition.item(built)
  return (
    <fieldset className="facets">
      <legend>{t('review.facets')}</legend>
      <FacetSelects code={built} edition={edition} onChange={setBuilt} />
      <p role="status">
        <CodeText code={built} slots={slots} against={code} />{' '}
        {item === undefined ? t('review.notItem') : nameIn(language, item)}
      </p>
      <Button disabled={item === undefined} onClick={() => onPick(built)}>
        {t('review.takeItem')}
      </Button>
    </fieldset>
  )
}
