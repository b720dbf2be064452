import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { ChangeFields } from './change-fields.tsx'
import { type ChangeForm, changeOf, emptyChange, formOf } from './change-form.ts'
import { EvidenceChoice } from './evidence-choice.tsx'
import { FromName, type Suggested } from './from-name.tsx'
import { LiveImpact, useLiveImpact } from './live-impact.tsx'
import { OwnItemsChoice } from './own-items-choice.tsx'
import { promotesOf } from './own-items-taken.ts'
import { suggestedTitle } from './suggested-title.ts'
import { type ProposalDraft, today, useProposalDraft } from './use-proposal-draft.ts'

interface ProposalFormProps {
  readonly revised?: { readonly id: string; readonly version: number; readonly begin: ProposalDraft }
}

/** A proposal as it is written: its changes with what they would do at once, title, reason, sources. Kept until it is sent. */
export function ProposalForm({ revised }: ProposalFormProps): ReactNode {
  const { t } = useTranslation()
  const { draft, wasKept, set, clear } = useProposalDraft(revised?.id ?? '', revised?.begin)
  const { from: asked } = useSearch({ from: '/govern' })
  const [from, setFrom] = useState(asked)
  const whole = draft.changes.flatMap((form) => changeOf(form) ?? [])
  const impact = useLiveImpact(whole)
  const send = useSending(draft, revised, clear)
  const isWhole =
    whole.length === draft.changes.length && [draft.zh, draft.en, draft.reason].every((text) => text.trim() !== '')
  const change = (at: number, said: Partial<ChangeForm>): void =>
    set({ changes: draft.changes.map((form, place) => (place === at ? { ...form, ...said } : form)) })
  const suggested = impact.data?.impact == null ? undefined : suggestedTitle(impact.data.impact)
  return (
    <form
      className="drafting"
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole) send.mutate()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isWhole) send.mutate()
      }}
    >
      <div>
        {wasKept && <p role="note">{t('drafting.kept')}</p>}
        <NamesAsked draft={draft} set={set} onBase={setFrom} />
        {draft.changes.map((form, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a change that is being written has no identity but its place
          <fieldset key={at} className="card">
            <legend>{t('drafting.change', { n: at + 1 })}</legend>
            <ChangeFields form={form} from={at === 0 ? from : undefined} onChange={(said) => change(at, said)} />
            {draft.changes.length > 1 && (
              <Button onClick={() => set({ changes: draft.changes.filter((_, place) => place !== at) })}>
                {t('drafting.removeChange')}
              </Button>
            )}
          </fieldset>
        ))}
        <Button
          disabled={draft.changes.length >= 50}
          onClick={() => set({ changes: [...draft.changes, emptyChange(today())] })}
        >
          {t('drafting.addChange')}
        </Button>
        {suggested !== undefined && (draft.zh === '' || draft.en === '') && (
          <p>
            {suggested.zh} · {suggested.en} <Button onClick={() => set(suggested)}>{t('drafting.takeTitle')}</Button>
          </p>
        )}
        <Line label={t('govern.titleZh')} value={draft.zh} most={200} onChange={(zh) => set({ zh })} />
        <Line label={t('govern.titleEn')} value={draft.en} most={300} onChange={(en) => set({ en })} />
        <label className="field">
          <span>{t('govern.reason')}</span>
          <textarea
            className="area"
            rows={3}
            maxLength={5000}
            value={draft.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        </label>
        <OwnItemsChoice own={draft.own} changes={draft.changes} onChange={(own) => set({ own })} />
        <EvidenceChoice chosen={draft.evidence} onChange={(evidence) => set({ evidence })} />
        <div className="row">
          <Button type="primary" htmlType="submit" disabled={!isWhole} loading={send.isPending}>
            {t(revised === undefined ? 'drafting.send' : 'drafting.revise')} <kbd>Ctrl+↵</kbd>
          </Button>
          <Button onClick={clear}>{t('drafting.discard')}</Button>
          {!isWhole && <span className="quiet">{t('drafting.incomplete')}</span>}
        </div>
        <ProblemNote problem={send.error} />
      </div>
      <LiveImpact changes={whole} asked={impact} />
    </form>
  )
}

function useSending(draft: ProposalDraft, revised: ProposalFormProps['revised'], clear: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate({ from: '/govern' })
  return useMutation({
    mutationFn: () => {
      const { zh, en, reason, names, evidence } = draft
      const changes = draft.changes.flatMap((form) => changeOf(form) ?? [])
      const title = { zh: zh.trim(), en: en.trim() }
      const promotes = promotesOf(draft.own, draft.changes)
      const content = { title, reason: reason.trim(), changes, names: [...names], evidence: [...evidence], promotes }
      if (revised === undefined) return ask('POST /proposals', { body: { content } })
      const body = { version: revised.version, act: { kind: 'revise' as const, content } }
      return ask('POST /proposals/{proposal}/acts', { params: { proposal: revised.id }, body })
    },
    onSuccess: async ({ id }) => {
      clear()
      await client.invalidateQueries({ queryKey: ['proposals'] })
      await client.invalidateQueries({ queryKey: ['proposal', id] })
      await navigate({ search: { proposal: id } })
    },
  })
}

interface NamesAskedProps {
  readonly draft: ProposalDraft
  readonly set: (change: Partial<ProposalDraft>) => void
  readonly onBase: (code: string) => void
}

/** The local names that led here; the one that the address brought is read. */
function NamesAsked({ draft, set, onBase }: NamesAskedProps): ReactNode {
  const { t } = useTranslation()
  const { name, modality = '', exams = '0', also = [] } = useSearch({ from: '/govern' })
  const count = /^\d{1,12}$/.test(exams) ? Number(exams) : 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: names come in once, and may be dropped again
  useEffect(() => {
    const brought =
      name === undefined ? [] : [{ name, exams: count }, ...also.map((other) => ({ name: other, exams: 0 }))]
    const fresh = brought.filter((one) => !draft.names.some((known) => known.name === one.name))
    if (fresh.length === 0) return
    const names = fresh.map((one) => ({ ...one, name: one.name.slice(0, 500) }))
    set({ names: [...draft.names, ...names].slice(-200) })
  }, [name])
  const take = ({ title, reason, changes, names }: Suggested): void =>
    set({ zh: title.zh, en: title.en, reason, changes: changes.map((one) => formOf(one, today())), names })
  return (
    <>
      {name !== undefined && <FromName name={name} modality={modality} exams={count} onTake={take} onBase={onBase} />}
      {draft.names.length > 0 && (
        <p>
          {t('govern.fromNames')}: {draft.names.map((one) => `${one.name} (${one.exams})`).join(t('comma'))}{' '}
          <Button size="small" onClick={() => set({ names: [] })}>
            {t('drafting.dropNames')}
          </Button>
        </p>
      )}
    </>
  )
}

interface LineProps {
  readonly label: string
  readonly value: string
  readonly most: number
  readonly onChange: (value: string) => void
}

function Line({ label, value, most, onChange }: LineProps): ReactNode {
  return (
    <label className="field">
      <span>{label}</span>
      <input className="input" maxLength={most} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  )
}
