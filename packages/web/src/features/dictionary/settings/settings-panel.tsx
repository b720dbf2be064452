import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { DevicesForm } from './devices-form.tsx'
import { GeneralForm } from './general-form.tsx'
import { useSection } from './use-section.ts'

/** What the institution says about its dictionary, to be filled in; each part is opened when it is wanted. */
export function SettingsPanel({ institutionId }: { readonly institutionId: string }): ReactNode {
  const { t } = useTranslation()
  const general = useSection(institutionId, 'general')
  const devices = useSection(institutionId, 'devices')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const { data, error, refetch } = general.kept
  const part = (id: string, title: string, form: () => ReactNode): ReactNode => (
    <details
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setOpen((before) => new Set([...before, id]))
      }}
    >
      <summary>{title}</summary>
      {open.has(id) && data !== undefined && form()}
    </details>
  )
  return (
    <section className="card" aria-label={t('settings.title')}>
      <h2>{t('settings.title')}</h2>
      <p className="quiet">{t('settings.help')}</p>
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      {part('general', t('settings.general'), () => (
        <GeneralForm institutionId={institutionId} kept={general.body ?? {}} />
      ))}
      {part('devices', t('settings.devices'), () => (
        <DevicesForm institutionId={institutionId} kept={devices.body ?? {}} />
      ))}
    </section>
  )
}
