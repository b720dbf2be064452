import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'
import { useEdition } from '../../../app/edition.ts'
import { ItemLine } from '../../../ui/item/item-line.tsx'
import { ItemPicker } from '../../../ui/item/item-picker.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'

export type LocalItem = Answer<'POST /institutions/{id}/local-items'>

interface LocalItemFormProps {
  readonly institution: string
  /** The item that gets a better name; a new one where there is none. */
  readonly renamed: LocalItem | undefined
  readonly onDone: () => void
}

/** Adds an item under a parent of the standard, or names one better. */
export function LocalItemForm({ institution, renamed, onDone }: LocalItemFormProps): ReactNode {
  const { t } = useTranslation()
  const edition = useEdition()
  const client = useQueryClient()
  const [parent, setParent] = useState(renamed?.parent ?? '')
  const [suffix, setSuffix] = useState('')
  const [name, setName] = useState(renamed?.name ?? '')
  const code = renamed?.code ?? `${parent}-${suffix.trim()}`
  const send = useMutation({
    mutationFn: () => {
      const body = { code, name: name.trim(), version: renamed?.version ?? 0 }
      return ask('POST /institutions/{id}/local-items', { params: { id: institution }, body })
    },
    onSuccess: async () => {
      setSuffix('')
      setName('')
      await Promise.all(['local-items', 'local-candidates'].map((key) => client.invalidateQueries({ queryKey: [key] })))
      onDone()
    },
  })
  const isWhole = parent !== '' && name.trim() !== '' && (renamed !== undefined || suffix.trim() !== '')
  const title = renamed === undefined ? t('local.add') : t('local.renaming', { code })
  return (
    <form
      className="card"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole) send.mutate()
      }}
    >
      <h3>{title}</h3>
      {renamed === undefined && <ItemPicker label={t('local.chooseParent')} edition={edition} onPick={setParent} />}
      {parent !== '' && (
        <p>
          {t('local.parent')}: <ItemLine code={parent} edition={edition} />
        </p>
      )}
      <div className="row">
        {renamed === undefined && (
          <label className="field">
            <span>{t('local.suffix')}</span>
            <input className="input" maxLength={8} value={suffix} onChange={(event) => setSuffix(event.target.value)} />
          </label>
        )}
        <label className="field">
          <span>{t('local.name')}</span>
          <input
            className="input"
            // biome-ignore lint/a11y/noAutofocus: a rename opens on demand, away from the button that opened it
            autoFocus={renamed !== undefined}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
      </div>
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!isWhole} loading={send.isPending}>
          {t(renamed === undefined ? 'local.add' : 'local.rename')}
        </Button>
        {renamed !== undefined && <Button onClick={onDone}>{t('local.cancel')}</Button>}
      </div>
      <ProblemNote problem={send.error} />
    </form>
  )
}
