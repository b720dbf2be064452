import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import type { useSection } from './use-section.ts'

interface SectionFormProps {
  readonly section: Pick<ReturnType<typeof useSection>, 'save' | 'version' | 'isShown'>
  readonly onSave: () => void
  /** Whether a problem at this place stands at a field of the form; others are said below it. */
  readonly shows: (place: string) => boolean
  readonly children: ReactNode
}

/** The frame of a form of settings: its fields, the way to save them, what the server says to it. */
export function SectionForm({ section, onSave, shows, children }: SectionFormProps): ReactNode {
  const { t } = useTranslation()
  const { save, version, isShown } = section
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
    >
      {children}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('settings.save')}
        </Button>
        <span role="status" className="quiet">
          {save.isSuccess ? t('settings.saved', { version }) : version > 0 ? t('settings.version', { version }) : ''}
        </span>
      </div>
      {isShown(shows) ? (
        <p role="alert" className="field-problem">
          {t('settings.seeFields')}
        </p>
      ) : (
        <ProblemNote problem={save.error} />
      )}
    </form>
  )
}
