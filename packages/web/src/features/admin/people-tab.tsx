import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { InstitutionSelect } from '../../ui/institution-select.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

const ROLES = [
  'reader',
  'mapper',
  'reviewer',
  'price-officer',
  'insurer-auditor',
  'expert',
  'institution-admin',
] as const

/** Who belongs to an institution and as what; inviting somebody and taking a role away. */
export function PeopleTab(): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [institutionId, setInstitutionId] = useState<string>()
  const [role, setRole] = useState<(typeof ROLES)[number]>('mapper')
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const id = institutionId ?? ''
  const key = ['members', institutionId]
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask('GET /institutions/{id}/members', { params: { id }, signal }),
    enabled: institutionId !== undefined,
  })
  const invite = useMutation({
    mutationFn: () =>
      ask('POST /institutions/{id}/members', { params: { id }, body: { role, invite: { login, name } } }),
    onSuccess: async () => {
      setLogin('')
      setName('')
      await client.invalidateQueries({ queryKey: key })
    },
  })
  const revoke = useMutation({
    mutationFn: (membershipId: string) =>
      ask('DELETE /institutions/{id}/members/{membershipId}', { params: { id, membershipId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  })
  return (
    <>
      <InstitutionSelect value={institutionId} onChange={setInstitutionId} />
      <ProblemNote problem={error ?? revoke.error} />
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('session.login')}</th>
            <th scope="col">{t('admin.person')}</th>
            <th scope="col">{t('admin.role')}</th>
            <th scope="col">{t('admin.action')}</th>
          </tr>
        </thead>
        <tbody>
          {data?.map((member) => (
            <tr key={member.id}>
              <td>{member.login}</td>
              <td>{member.name}</td>
              <td>{t(`roleName.${member.role}`)}</td>
              <td>
                <Popconfirm
                  title={t('admin.revokeConfirm', { name: member.name, role: t(`roleName.${member.role}`) })}
                  okText={t('admin.revoke')}
                  cancelText={t('close')}
                  onConfirm={() => revoke.mutate(member.id)}
                >
                  <Button size="small">{t('admin.revoke')}</Button>
                </Popconfirm>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form
        className="row card"
        onSubmit={(event) => {
          event.preventDefault()
          invite.mutate()
        }}
      >
        <label className="field">
          <span>{t('session.login')}</span>
          <input
            className="input"
            required
            maxLength={64}
            pattern="\S+"
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('admin.person')}</span>
          <input
            className="input"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('admin.role')}</span>
          <select className="select" value={role} onChange={(event) => setRole(event.target.value as typeof role)}>
            {ROLES.map((one) => (
              <option key={one} value={one}>
                {t(`roleName.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <Button type="primary" htmlType="submit" loading={invite.isPending} disabled={institutionId === undefined}>
          {t('admin.invite')}
        </Button>
        <ProblemNote problem={invite.error} />
        {invite.data?.link !== undefined && (
          <p role="status">
            {t('admin.linkOnce')} <code className="link-once">{invite.data.link.url}</code>
          </p>
        )}
      </form>
    </>
  )
}
