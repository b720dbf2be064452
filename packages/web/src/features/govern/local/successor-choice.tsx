import { Button } from 'antd'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useEdition } from '../../../app/edition.ts'
import { ItemLine } from '../../../ui/item/item-line.tsx'
import { ItemPicker } from '../../../ui/item/item-picker.tsx'
import { useOwnItems } from './own-items.tsx'

interface SuccessorChoiceProps {
  readonly institution: string
  /** The item that something follows. */
  readonly of: string
  /** Empty for none. */
  readonly chosen: string
  readonly onChoose: (code: string) => void
}

/** What follows an own item: an item of the standard, another own item in use, or nothing. */
export function SuccessorChoice({ institution, of, chosen, onChoose }: SuccessorChoiceProps): ReactNode {
  const { t } = useTranslation()
  const edition = useEdition()
  const { data } = useOwnItems(institution)
  const picker = useRef<HTMLInputElement>(null)
  const others = (data?.rows ?? []).filter(({ code, state }) => state === 'in-use' && code !== of)
  const own = others.find(({ code }) => code === chosen)
  return (
    <>
      <ItemPicker label={t('local.chooseSuccessor')} edition={edition} inputRef={picker} onPick={onChoose} />
      {others.length > 0 && (
        <label className="field">
          <span>{t('local.ownSuccessor')}</span>
          <select className="select" value={own?.code ?? ''} onChange={(event) => onChoose(event.target.value)}>
            <option value="">{t('local.noOwnSuccessor')}</option>
            {others.map(({ code, name }) => (
              <option key={code} value={code}>
                {code} {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <p role="status">
        {chosen === '' ? (
          t('local.noSuccessor')
        ) : (
          <>
            {t('local.successor')}: <ItemLine code={chosen} edition={edition} /> {own?.name}
          </>
        )}
      </p>
      {chosen !== '' && (
        <Button
          size="small"
          onClick={() => {
            onChoose('')
            picker.current?.focus()
          }}
        >
          {t('local.dropSuccessor')}
        </Button>
      )}
    </>
  )
}
