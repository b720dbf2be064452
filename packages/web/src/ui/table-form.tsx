import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface TableFormProps {
  readonly isPending: boolean
  readonly label: string
  readonly onSend: (file: File) => void
  /** What stands before the file. */
  readonly children?: ReactNode
}

/** A table that is handed in, in any format that the server reads. */
export function TableForm({ isPending, label, onSend, children }: TableFormProps): ReactNode {
  const { t } = useTranslation()
  const [file, setFile] = useState<File>()
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        if (file !== undefined) onSend(file)
      }}
    >
      {children}
      <label className="field">
        <span>{t('map.file')}</span>
        <input
          className="input"
          type="file"
          accept=".csv,.tsv,.txt,.xlsx,.xls,.xlsb,.ods,.html,.htm,.jsonl"
          onChange={(event) => setFile(event.target.files?.[0])}
        />
      </label>
      <Button type="primary" htmlType="submit" disabled={file === undefined} loading={isPending}>
        {label}
      </Button>
    </form>
  )
}
