import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UsedLocalItem } from '../../../api/operations.ts'
import { mayDo, useSession } from '../../../app/session.ts'
import { InstitutionSelect } from '../../../ui/institution-select.tsx'
import { LocalCandidates } from './local-candidates.tsx'
import { LocalItemForm } from './local-item-form.tsx'
import { OwnItems } from './own-items.tsx'
import { RetireForm } from './retire-form.tsx'

interface Work {
  readonly kind: 'rename' | 'retire'
  readonly item: UsedLocalItem
  readonly button: HTMLElement
}

/** What an institution needs beside the standard, each under its parent, and what several need alike. */
export function LocalItemsTab(): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  const [institution, setInstitution] = useState<string>()
  return (
    <>
      <p>{t('local.help')}</p>
      <InstitutionSelect value={institution} onChange={setInstitution} />
      {institution !== undefined &&
        (mayDo(me, 'verify') ? (
          <Changing key={institution} institution={institution} />
        ) : (
          <OwnItems institution={institution} acts={undefined} />
        ))}
      <LocalCandidates />
    </>
  )
}

/** The own items with the form of what is being done; the focus goes into it, and back to its button or on to the outcome. */
function Changing({ institution }: { readonly institution: string }): ReactNode {
  const { t } = useTranslation()
  const [work, setWork] = useState<Work>()
  const { said, outcome } = useOutcome()
  const end = (): void => {
    work?.button.focus()
    setWork(undefined)
  }
  return (
    <>
      {work?.kind === 'retire' ? (
        <RetireForm
          key={work.item.code}
          institution={institution}
          item={work.item}
          onCancel={end}
          onRetired={({ item: { code }, moved, reopened }) => {
            setWork(undefined)
            said(t('local.retired', { code, moved, reopened }))
          }}
        />
      ) : (
        <LocalItemForm key={work?.item.code ?? ''} institution={institution} renamed={work?.item} onDone={end} />
      )}
      {outcome}
      <OwnItems
        institution={institution}
        acts={{
          onBegin: (kind, item, button) => setWork({ kind, item, button }),
          onDeleted: (code) => {
            setWork(undefined)
            said(t('local.deletedSaid', { code }))
          },
        }}
      />
    </>
  )
}

/** Says what came of an act and takes the focus, as the button of the act is gone with its row. */
function useOutcome() {
  const [outcome, setOutcome] = useState({ text: '' })
  const line = useRef<HTMLParagraphElement>(null)
  // Each outcome is an object of its own: the same words twice are said twice.
  useEffect(() => {
    if (outcome.text !== '') line.current?.focus()
  }, [outcome])
  return {
    said: (next: string) => setOutcome({ text: next }),
    outcome: (
      <p ref={line} role="status" tabIndex={-1}>
        {outcome.text}
      </p>
    ),
  }
}
