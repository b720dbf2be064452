import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'

/** Proposes new items by their codes; what it would break is said at once. Other changes are proposed over the API. */
export function NewProposal(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/govern' })
  const client = useQueryClient()
  const [said, setSaid] = useState({ zh: '', en: '', codes: '', reason: '' })
  const codes = said.codes.split(/[\s,，、]+/).filter((code) => code !== '')
  const propose = useMutation({
    mutationFn: () => {
      const changes = [{ kind: 'add', subject: 'item', codes }] as const
      const content = { title: { zh: said.zh, en: said.en }, reason: said.reason, changes, names: [], evidence: [] }
      return ask('POST /proposals', { body: { content } })
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['proposals'] })
      await navigate({ search: { proposal: id } })
    },
  })
  const isWhole = said.zh !== '' && said.en !== '' && said.reason !== '' && codes.length > 0
  const field = (key: keyof typeof said) => ({
    id: `new-${key}`,
    value: said[key],
    onChange: (event: { target: { value: string } }) => setSaid({ ...said, [key]: event.target.value }),
  })
  return (
    <details>
      <summary>{t('govern.propose')}</summary>
      <form
        className="stacked"
        onSubmit={(event) => {
          event.preventDefault()
          propose.mutate()
        }}
      >
        <label htmlFor="new-codes">{t('govern.codes')}</label>
        <Input {...field('codes')} maxLength={4000} />
        <label htmlFor="new-zh">{t('govern.titleZh')}</label>
        <Input {...field('zh')} maxLength={200} />
        <label htmlFor="new-en">{t('govern.titleEn')}</label>
        <Input {...field('en')} maxLength={300} />
        <label htmlFor="new-reason">{t('govern.reason')}</label>
        <Input.TextArea {...field('reason')} maxLength={5000} rows={3} />
        <Button type="primary" htmlType="submit" disabled={!isWhole} loading={propose.isPending}>
          {t('govern.propose')}
        </Button>
        <ProblemNote problem={propose.error} />
      </form>
    </details>
  )
}
