import { Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { downloadItems } from './download-items.ts'

const FORMATS = ['xlsx', 'csv', 'jsonl'] as const

interface ExportMenuProps {
  /** The items of the table, in its order. */
  readonly codes: readonly string[]
  readonly onProblem: (problem: unknown) => void
}

/** What can be taken away: the items of the table as a file, and the whole standard as a page that prints well. */
export function ExportMenu({ codes, onProblem }: ExportMenuProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const take = async (key: string): Promise<void> => {
    onProblem(undefined)
    const format = FORMATS.find((one) => one === key)
    try {
      if (format !== undefined) await downloadItems(codes, format)
      else window.open(`/api/v1/edition/document?language=${language}`, '_blank', 'noopener')
    } catch (error) {
      onProblem(error)
    }
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...FORMATS.map((key) => ({ key, label: t(`format.${key}`), disabled: codes.length === 0 })),
          { key: 'document', label: t('document.read') },
        ],
        onClick: ({ key }) => void take(key),
      }}
    >
      <Button>{t('find.export')}</Button>
    </Dropdown>
  )
}
