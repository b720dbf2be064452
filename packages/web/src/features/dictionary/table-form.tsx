import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface TableFormProps {
  readonly isPending: boolean
  readonly label: string
  readonly onSend: (body: () => FormData) => void
  readonly children?: ReactNode
}

/** A table that is handed in. `onSend` gets a way to make its body, since a body can be sent only once. */
export function TableForm({ isPending, label, onSend, children }: TableFormProps): ReactNode {
  const { t } = useTranslation()
  const [file, setFile] = useState<File>()
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        if (file === undefined) return
        onSend(() => {
          const body = new FormData()
          body.append('file', file)
          return body
        })
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
