import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameIn, useEdition } from '../../../app/edition.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { CodeText } from '../../../ui/item/code-text.tsx'
import { FacetSelects } from '../../../ui/item/facet-selects.tsx'
import { ItemPicker } from '../../../ui/item/item-picker.tsx'

interface CodeComposerProps {
  /** Begins with this code. */
  readonly from?: string
  readonly onAdd: (code: string) => void
}

/** Puts the code of a new item together: from an item that is like it, field by field. */
export function CodeComposer({ from = '', onAdd }: CodeComposerProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const edition = useEdition()
  const [base, setBase] = useState(from)
  const [code, setCode] = useState(from)
  if (edition === undefined) return null
  const item = edition.item(code)
  return (
    <details className="composer" open={from !== ''}>
      <summary>{t('drafting.compose')}</summary>
      <ItemPicker
        label={t('drafting.composeFrom')}
        edition={edition}
        onPick={(picked) => {
          setBase(picked)
          setCode(picked)
        }}
      />
      {code !== '' && (
        <>
          <fieldset className="facets">
            <legend>{t('drafting.composed')}</legend>
            <FacetSelects code={code} edition={edition} onChange={setCode} />
          </fieldset>
          <p role="status">
            <CodeText code={code} slots={edition.layoutOf(code)?.slots} against={base} />{' '}
            {item === undefined ? t('drafting.isNew') : t('drafting.isItem', { name: nameIn(language, item) })}
          </p>
          <Button disabled={item !== undefined} onClick={() => onAdd(code)}>
            {t('drafting.addCode')}
          </Button>
        </>
      )}
    </details>
  )
}
