import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableFile } from './table-file.tsx'

interface TableFormProps {
  readonly isPending: boolean
  readonly label: string
  readonly onSend: (file: File) => void
  /** What the file is; by default a file. */
  readonly fileLabel?: string
  /** Largest file in megabytes, where the operation takes less than others. */
  readonly limit?: number
  /** What stands before the file. */
  readonly children?: ReactNode
}

/** A table that is handed in, in any format that the server reads. */
export function TableForm({ isPending, label, onSend, fileLabel, limit, children }: TableFormProps): ReactNode {
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
      <TableFile label={fileLabel ?? t('map.file')} limit={limit} onChange={setFile} />
      <Button type="primary" htmlType="submit" disabled={file === undefined} loading={isPending}>
        {label}
      </Button>
    </form>
  )
}
