import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, askForFile } from '../../api/client.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { Build } from './build-view.tsx'
import { TableForm } from './table-form.tsx'

const NAME = 'POST /institutions/{id}/dictionary/builds/{buildId}/verify/upload'
const SHOWN = 200

/** Holds an export of the live system against a build. */
export function VerifyForm({ build }: { readonly build: Build }): ReactNode {
  const { t } = useTranslation()
  const { targets } = build.figures
  const [target, setTarget] = useState(targets[0] ?? '')
  const [problem, setProblem] = useState<unknown>()
  const params = { id: build.institutionId, buildId: build.id }
  const verify = useMutation({
    mutationFn: async (body: () => FormData) => ({
      body,
      found: await ask(NAME, { params, query: { target }, body: body() }),
    }),
  })
  if (targets.length === 0) return null
  const download = (format: 'xlsx' | 'sql', body: () => FormData) => () => {
    setProblem(undefined)
    askForFile(NAME, { params, query: { target, format }, body: body() }).catch(setProblem)
  }
  return (
    <section className="card" aria-label={t('dictionary.verify')}>
      <h2>{t('dictionary.verify')}</h2>
      <p className="quiet">{t('dictionary.verifyHelp')}</p>
      <TableForm isPending={verify.isPending} label={t('dictionary.verify')} onSend={(body) => verify.mutate(body)}>
        <label className="field">
          <span>{t('dictionary.target')}</span>
          <select className="select" value={target} onChange={(event) => setTarget(event.target.value)}>
            {targets.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      </TableForm>
      <ProblemNote problem={verify.error ?? problem} />
      {verify.data !== undefined && (
        <div role="status">
          <p>
            {t('dictionary.verified', {
              rows: verify.data.found.rows,
              items: verify.data.found.items,
              found: verify.data.found.found,
              faults: verify.data.found.faults.length,
            })}
          </p>
          {verify.data.found.faults.length > 0 && (
            <>
              <div className="row">
                <Button onClick={download('xlsx', verify.data.body)}>{t('dictionary.faultBook')}</Button>
                <Button onClick={download('sql', verify.data.body)}>{t('dictionary.repair')}</Button>
              </div>
              <ul>
                {verify.data.found.faults.slice(0, SHOWN).map(({ code, row, column, item, text }) => (
                  <li key={`${code} ${row} ${column} ${item}`}>{text}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </section>
  )
}
