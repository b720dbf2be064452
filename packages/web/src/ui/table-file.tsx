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
}

/** Chooses a table, in any format that the server reads. One that is too large is said at once, and never sent. */
export function TableFile({ label, onChange, limit = LARGEST_TABLE }: TableFileProps): ReactNode {
  const { t } = useTranslation()
  const [refused, setRefused] = useState<File>()
  const choose = (file: File | undefined): void => {
    const isTooLarge = file !== undefined && file.size > limit * MB
    setRefused(isTooLarge ? file : undefined)
    onChange(isTooLarge ? undefined : file)
  }
  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="input"
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,.xls,.xlsb,.ods,.html,.htm,.jsonl"
        onChange={(event) => choose(event.target.files?.[0])}
      />
      {refused !== undefined && (
        <span role="alert" className="field-problem">
          {t('table.tooLarge', { size: Math.ceil(refused.size / MB), limit })}
        </span>
      )}
    </label>
  )
}
