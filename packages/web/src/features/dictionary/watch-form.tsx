import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, askForFile, fileBody } from '../../api/client.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { TableForm } from '../../ui/table/table-form.tsx'
import type { Build } from './build-view.tsx'

const NAME = 'POST /institutions/{id}/dictionary/builds/{buildId}/watch/upload'
const SHOWN = 50

/** What came up since a build went live. */
export function WatchForm({ build }: { readonly build: Build }): ReactNode {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<unknown>()
  const params = { id: build.institutionId, buildId: build.id }
  const watch = useMutation({
    mutationFn: async (file: File) => ({ file, seen: await ask(NAME, { params, query: {}, body: fileBody(file) }) }),
  })
  const download = (file: File) => () => {
    setProblem(undefined)
    askForFile(NAME, { params, query: { format: 'html' }, body: fileBody(file) }).catch(setProblem)
  }
  return (
    <section className="card" aria-label={t('dictionary.watch')}>
      <h2>{t('dictionary.watch')}</h2>
      <p className="quiet">{t('dictionary.watchHelp')}</p>
      <TableForm isPending={watch.isPending} label={t('dictionary.watch')} onSend={(file) => watch.mutate(file)} />
      <ProblemNote problem={watch.error ?? problem} />
      {watch.data !== undefined && (
        <div role="status">
          <Button onClick={download(watch.data.file)}>{t('dictionary.report')}</Button>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('dictionary.month')}</th>
                <th scope="col">{t('name.exams')}</th>
                <th scope="col">{t('dictionary.adoption')}</th>
                <th scope="col">{t('dictionary.newCodes')}</th>
                <th scope="col">{t('dictionary.newNames')}</th>
                <th scope="col">{t('dictionary.oldExams')}</th>
              </tr>
            </thead>
            <tbody>
              {watch.data.seen.months.map((month) => (
                <tr key={month.month}>
                  <th scope="row">{month.month}</th>
                  <td>{month.exams.toLocaleString()}</td>
                  <td>{(month.adoption * 100).toFixed(1)}%</td>
                  <td>{month.newCodes}</td>
                  <td>{month.newNames}</td>
                  <td>{month.oldExams}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <ul>
            {watch.data.seen.news.slice(0, SHOWN).map(({ month, code, name, exams, suggested }) => (
              <li key={`${month} ${code} ${name}`}>
                {`${month} ${code} ${name} (${exams})${suggested.length === 0 ? '' : ` → ${suggested.join(' ')}`}`}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
