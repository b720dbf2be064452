import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { mayDo, useSession } from '../../app/session.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'

const KINDS = ['institution', 'region', 'group'] as const

/** The tree of institutions, and a way to add one. */
export function InstitutionsTab({ mayCreate }: { readonly mayCreate: boolean }): ReactNode {
  const { t } = useTranslation()
  const mayCreateAtTop = mayDo(useSession(), 'administer')
  const client = useQueryClient()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('institution')
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [parentId, setParentId] = useState('')
  const { data, error } = useQuery({
    queryKey: ['institutions'],
    queryFn: ({ signal }) => ask('GET /institutions', { query: { limit: 500 }, signal }),
  })
  const parents = data?.rows.filter((row) => row.kind !== 'institution') ?? []
  const parent = parentId === '' && !mayCreateAtTop ? parents[0]?.id : parentId
  const create = useMutation({
    mutationFn: () => ask('POST /institutions', { body: { kind, code, name, parentId: parent || null } }),
    onSuccess: async () => {
      setCode('')
      setName('')
      await client.invalidateQueries({ queryKey: ['institutions'] })
    },
  })
  return (
    <>
      <ProblemNote problem={error} />
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('admin.name')}</th>
            <th scope="col">{t('admin.code')}</th>
            <th scope="col">{t('admin.kind')}</th>
          </tr>
        </thead>
        <tbody>
          {data?.rows.map((row) => (
            <tr key={row.id}>
              <td>{`${'　'.repeat(Math.max(0, row.path.length - 1))}${row.name}`}</td>
              <td>
                <code>{row.code}</code>
              </td>
              <td>{t(`institutionKind.${row.kind}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {mayCreate && (mayCreateAtTop || parents.length > 0) && (
        <form
          className="row card"
          onSubmit={(event) => {
            event.preventDefault()
            create.mutate()
          }}
        >
          <label className="field">
            <span>{t('admin.kind')}</span>
            <select className="select" value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {t(`institutionKind.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>{t('admin.code')}</span>
            <input
              className="input"
              required
              maxLength={64}
              pattern="[0-9A-Za-z._\-]+"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          </label>
          <label className="field">
            <span>{t('admin.name')}</span>
            <input
              className="input"
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          <label className="field">
            <span>{t('admin.parent')}</span>
            <select className="select" value={parent ?? ''} onChange={(event) => setParentId(event.target.value)}>
              {mayCreateAtTop && <option value="">{t('admin.noParent')}</option>}
              {parents.map((row) => (
                <option key={row.id} value={row.id}>
                  {row.name}
                </option>
              ))}
            </select>
          </label>
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {t('admin.add')}
          </Button>
          <ProblemNote problem={create.error} />
        </form>
      )}
    </>
  )
}
