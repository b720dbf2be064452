import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import type { UsedLocalItem } from '../../../api/operations.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'

/** Begins to rename or retire an item; the button is where the focus comes back to. */
export type Begin = (kind: 'rename' | 'retire', item: UsedLocalItem, button: HTMLElement) => void

interface OwnItemActsProps {
  readonly institution: string
  readonly item: UsedLocalItem
  readonly onBegin: Begin
  readonly onDeleted: (code: string) => void
}

/** What may be done with an own item in use. One that names stand for is retired; only the others may be deleted. */
export function OwnItemActs({ institution, item, onBegin, onDeleted }: OwnItemActsProps): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { code, version } = item
  const remove = useMutation({
    mutationFn: () =>
      ask('DELETE /institutions/{id}/local-items/{code}', { params: { id: institution, code }, query: { version } }),
    onSuccess: async () => {
      onDeleted(code)
      await Promise.all(['local-items', 'local-candidates'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
  return (
    <>
      <div className="row">
        <Button
          size="small"
          aria-label={t('local.renaming', { code })}
          onClick={(event) => onBegin('rename', item, event.currentTarget)}
        >
          {t('local.rename')}
        </Button>
        <Button
          size="small"
          aria-label={t('local.retireOf', { code })}
          onClick={(event) => onBegin('retire', item, event.currentTarget)}
        >
          {t('local.retire')}
        </Button>
        {item.names === 0 && (
          <Popconfirm
            title={t('local.deleteConfirm', { code })}
            okText={t('local.delete')}
            cancelText={t('close')}
            onConfirm={() => remove.mutate()}
          >
            <Button size="small" aria-label={t('local.deleteOf', { code })} loading={remove.isPending}>
              {t('local.delete')}
            </Button>
          </Popconfirm>
        )}
      </div>
      <ProblemNote problem={remove.error} />
    </>
  )
}
