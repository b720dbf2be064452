import { Alert, Button } from 'antd'
import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, askForFile } from '../../api/client.ts'
import { AlertMark } from '../../ui/alert-mark.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { VerifyForm } from './verify-form.tsx'
import { WatchForm } from './watch-form.tsx'

export type Build = Answer<'GET /institutions/{id}/dictionary/builds'>['rows'][number]

/** One build: its figures, its files, and what can be held against it. */
export function BuildView({ build }: { readonly build: Build }): ReactNode {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<unknown>()
  const { draft, figures, files } = build
  const params = { id: build.institutionId, buildId: build.id }
  const download = (name?: string) => () => {
    setProblem(undefined)
    const asked =
      name === undefined
        ? askForFile('GET /institutions/{id}/dictionary/builds/{buildId}/folder', { params })
        : askForFile('GET /institutions/{id}/dictionary/builds/{buildId}/files/{name}', { params: { ...params, name } })
    asked.catch(setProblem)
  }
  return (
    <>
      <section className="card" aria-label={t('dictionary.build')}>
        <h2>{t('dictionary.build')}</h2>
        {draft && (
          <Alert
            type="warning"
            showIcon
            icon={<AlertMark />}
            title={t('dictionary.draftSaid', { questions: figures.questions })}
          />
        )}
        <dl className="pairs">
          <dt>{t('dictionary.items')}</dt>
          <dd>{figures.items.toLocaleString()}</dd>
          <dt>{t('dictionary.oldCodes')}</dt>
          <dd>{figures.oldCodes.toLocaleString()}</dd>
          <dt>{t('name.exams')}</dt>
          <dd>
            {figures.reconciliation.before.exams.toLocaleString()} ·{' '}
            {t(figures.reconciliation.agrees ? 'dictionary.agrees' : 'dictionary.agreesNot')}
          </dd>
          {Object.entries(figures.questionKinds).map(([kind, count]) => (
            <Fragment key={kind}>
              <dt>{t(`dictionary.question.${kind}`)}</dt>
              <dd>{count.toLocaleString()}</dd>
            </Fragment>
          ))}
        </dl>
        <h3>{t('dictionary.files')}</h3>
        {files.length === 0 ? (
          <p>{t('dictionary.filesGone')}</p>
        ) : (
          <div className="row">
            <Button type="primary" onClick={download()}>
              {t('dictionary.folder')}
            </Button>
            {files.map(({ name }) => (
              <Button key={name} onClick={download(name)}>
                {name}
              </Button>
            ))}
          </div>
        )}
        <ProblemNote problem={problem} />
      </section>
      {!draft && files.length > 0 && <VerifyForm build={build} />}
      {files.length > 0 && <WatchForm build={build} />}
    </>
  )
}
