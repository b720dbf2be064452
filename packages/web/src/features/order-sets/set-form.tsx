import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { nameIn, useEdition } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { ItemLine } from '../../ui/item/item-line.tsx'
import { ItemPicker } from '../../ui/item/item-picker.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { OrderableSet } from './order-sets-page.tsx'

const ID = /^[a-z][a-z0-9-]{0,60}$/

interface SetFormProps {
  readonly institutionId: string
  /** The set that is changed; nothing for a new one. */
  readonly set: OrderableSet | undefined
  readonly sets: readonly OrderableSet[]
  readonly specialties: OrderableSet['specialties']
  readonly onDone: () => void
}

/** Writes a set of the institution: changed, new, or taken away. Each saving is a new version of the settings. */
export function SetForm({ institutionId, set, sets, specialties, onDone }: SetFormProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const edition = useEdition()
  const help = useId()
  const [id, setId] = useState(set?.id ?? '')
  const [name, setName] = useState(set?.name ?? '')
  const [nameEn, setNameEn] = useState(set?.nameEn ?? '')
  const [codes, setCodes] = useState<readonly string[]>(set?.items.map(({ code }) => code) ?? [])
  const [chosen, setChosen] = useState<readonly string[]>(set?.specialties.map((one) => one.id) ?? [])
  const { write, problem, isPending } = useOwnSets(institutionId, onDone)
  const idProblem = set !== undefined || id === '' ? undefined : problemOfId(id, sets)
  const isReady = idProblem === undefined && id !== '' && name.trim() !== '' && codes.length > 0
  return (
    <form
      className="card"
      aria-label={t(set === undefined ? 'orderSets.add' : 'orderSets.change')}
      onSubmit={(event) => {
        event.preventDefault()
        write({ [id]: { name: name.trim(), nameEn: nameEn.trim(), codes: [...codes], specialties: [...chosen] } })
      }}
    >
      <div className="row">
        <label className="field">
          <span>{t('orderSets.id')}</span>
          <input
            className="input"
            maxLength={61}
            disabled={set !== undefined}
            value={id}
            aria-invalid={idProblem !== undefined}
            aria-describedby={help}
            onChange={({ target }) => setId(target.value)}
          />
          <span id={help} className="field-problem">
            {idProblem !== undefined && t(`orderSets.idProblem.${idProblem}`)}
          </span>
        </label>
        <label className="field">
          <span>{t('orderSets.name')}</span>
          <input
            className="input"
            maxLength={200}
            required
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <label className="field">
          <span>{t('orderSets.nameEn')}</span>
          <input className="input" maxLength={200} value={nameEn} onChange={({ target }) => setNameEn(target.value)} />
        </label>
      </div>
      <fieldset className="row">
        <legend>{t('orderSets.specialty')}</legend>
        {specialties.map((one) => (
          <label key={one.id} className="row">
            <input
              type="checkbox"
              checked={chosen.includes(one.id)}
              onChange={({ target }) =>
                setChosen(target.checked ? [...chosen, one.id] : chosen.filter((other) => other !== one.id))
              }
            />
            {nameIn(language, one)}
          </label>
        ))}
        <span className="quiet">{t('orderSets.nobodyChosen')}</span>
      </fieldset>
      <ItemPicker
        label={t('orderSets.addItem')}
        edition={edition}
        onPick={(code) => setCodes([...new Set([...codes, code])])}
      />
      <ul className="plain-list">
        {codes.map((code) => (
          <li key={code} className="row">
            <ItemLine code={code} edition={edition} />
            <Button
              size="small"
              aria-label={t('settings.removeItem', { code })}
              onClick={() => setCodes(codes.filter((one) => one !== code))}
            >
              {t('settings.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={isPending}>
          {t('orderSets.save')}
        </Button>
        <Button onClick={onDone}>{t('close')}</Button>
        {set !== undefined && (
          <Popconfirm
            title={t('orderSets.removeConfirm', { name: nameIn(language, set) })}
            okText={t('settings.remove')}
            cancelText={t('close')}
            onConfirm={() => write({ [set.id]: null })}
          >
            <Button>{t('orderSets.remove')}</Button>
          </Popconfirm>
        )}
      </div>
      <ProblemNote problem={problem} />
    </form>
  )
}

function problemOfId(id: string, sets: readonly OrderableSet[]): 'form' | 'taken' | undefined {
  if (!ID.test(id)) return 'form'
  return sets.some((one) => one.id === id) ? 'taken' : undefined
}

/** The institution's own sets as they are kept, and the way to write some of them anew. */
function useOwnSets(institutionId: string, onDone: () => void) {
  const client = useQueryClient()
  const key = ['dictionary-settings', institutionId]
  const kept = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      ask('GET /institutions/{id}/dictionary/settings', { params: { id: institutionId }, signal }),
  })
  const section = kept.data?.find((one) => one.section === 'order-sets')
  const save = useMutation({
    mutationFn: (sets: Readonly<Record<string, unknown>>) =>
      ask('PUT /institutions/{id}/dictionary/settings/{section}', {
        params: { id: institutionId, section: 'order-sets' },
        body: {
          version: section?.version ?? 0,
          body: { ...section?.body, sets: { ...(section?.body.sets as object | undefined), ...sets } },
        },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: key })
      await client.invalidateQueries({ queryKey: ['order-sets', institutionId] })
      onDone()
    },
  })
  return { write: save.mutate, problem: kept.error ?? save.error, isPending: save.isPending || kept.isPending }
}
