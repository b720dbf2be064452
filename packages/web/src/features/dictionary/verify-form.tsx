import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, askForFile, fileBody } from '../../api/client.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { TableForm } from '../../ui/table/table-form.tsx'
import type { Build } from './build-view.tsx'

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
    mutationFn: async (file: File) => ({
      file,
      found: await ask(NAME, { params, query: { target }, body: fileBody(file) }),
    }),
  })
  if (targets.length === 0) return null
  const download = (format: 'xlsx' | 'sql', file: File) => () => {
    setProblem(undefined)
    askForFile(NAME, { params, query: { target, format }, body: fileBody(file) }).catch(setProblem)
  }
  return (
    <section className="card" aria-label={t('dictionary.verify')}>
      <h2>{t('dictionary.verify')}</h2>
      <p className="quiet">{t('dictionary.verifyHelp')}</p>
      <TableForm isPending={verify.isPending} label={t('dictionary.verify')} onSend={(file) => verify.mutate(file)}>
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
                <Button onClick={download('xlsx', verify.data.file)}>{t('dictionary.faultBook')}</Button>
                <Button onClick={download('sql', verify.data.file)}>{t('dictionary.repair')}</Button>
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
