import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LARGEST_TABLE, TableFile } from '../../ui/table/table-file.tsx'
import { ChosenTable } from './chosen-table.tsx'
import { TABLE_KINDS, type TableKind } from './table-kinds.ts'

interface UploadFormProps {
  readonly institutionId: string
  readonly onDone: () => void
}

/** Brings a table in: what it is, the file, which column is what, and then what was found while its names are read. */
export function UploadForm({ institutionId, onDone }: UploadFormProps): ReactNode {
  const { t } = useTranslation()
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState<TableKind>('exam-dictionary')
  /** Each choice has its number, so that a file chosen again is looked at again. */
  const [choice, setChoice] = useState<{ readonly file: File | undefined; readonly number: number }>()
  return (
    <section className="card" aria-labelledby="upload-title">
      <h2 id="upload-title">{t('map.upload')}</h2>
      <p className="quiet">{t('map.uploadHelp', { limit: LARGEST_TABLE })}</p>
      <div className="row">
        <label className="field">
          <span>{t('map.kind')}</span>
          <select className="select" value={kind} onChange={(event) => setKind(event.target.value as TableKind)}>
            {TABLE_KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`catalogue.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('map.name')}</span>
          <input className="input" maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <TableFile
          label={t('map.file')}
          onChange={(file) => setChoice((before) => ({ file, number: (before?.number ?? 0) + 1 }))}
        />
      </div>
      {choice?.file !== undefined && (
        <ChosenTable
          key={choice.number}
          file={choice.file}
          number={choice.number}
          about={{ institutionId, kind, title: title.trim() }}
          onDone={onDone}
        />
      )}
    </section>
  )
}
