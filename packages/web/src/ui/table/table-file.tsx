import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

const MB = 1024 * 1024
/** What the server takes of a table, in megabytes, where nothing smaller is said. */
export const LARGEST_TABLE = 64

interface TableFileProps {
  readonly label: string
  readonly onChange: (file: File | undefined) => void
  /** In megabytes. */
  readonly limit?: number | undefined
  /** Endings of names that the dialog offers; by default those of tables. */
  readonly accept?: string
}

const TABLES = '.csv,.tsv,.txt,.xlsx,.xls,.xlsb,.ods,.html,.htm,.jsonl'

/**
 * Chooses a table, in any format that the server reads. One that is too large is said at once, and never sent. The
 * browser words its own button in its own language, so ours lies over it.
 */
export function TableFile({ label, onChange, limit = LARGEST_TABLE, accept = TABLES }: TableFileProps): ReactNode {
  const { t } = useTranslation()
  const [name, setName] = useState<string>()
  const [refused, setRefused] = useState<File>()
  const choose = (file: File | undefined): void => {
    const isTooLarge = file !== undefined && file.size > limit * MB
    setName(file?.name)
    setRefused(isTooLarge ? file : undefined)
    onChange(isTooLarge ? undefined : file)
  }
  return (
    <label className="field">
      <span>{label}</span>
      <span className="input file-choice">
        <input type="file" accept={accept} onChange={(event) => choose(event.target.files?.[0])} />
        <span aria-hidden className="file-face">
          <span className="file-button">{t('table.choose')}</span> {name ?? t('table.none')}
        </span>
      </span>
      {refused !== undefined && (
        <span role="alert" className="field-problem">
          {t('table.tooLarge', { size: Math.ceil(refused.size / MB), limit })}
        </span>
      )}
    </label>
  )
}
