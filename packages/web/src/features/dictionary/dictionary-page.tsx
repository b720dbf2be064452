import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { mayDo, useSession } from '../../app/session.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { InstitutionSelect } from '../../ui/institution-select.tsx'
import { NeedSession } from '../../ui/need-session.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { BuildForm } from './build-form.tsx'
import { BuildView } from './build-view.tsx'
import { SettingsPanel } from './settings/settings-panel.tsx'

/** A hospital's new dictionary: built, downloaded, held against the live system. */
export function DictionaryPage(): ReactNode {
  const { t } = useTranslation()
  usePageTitle(t('nav.dictionary'))
  return (
    <div className="page">
      <h1>{t('dictionary.title')}</h1>
      <NeedSession>
        <Dictionaries />
      </NeedSession>
    </div>
  )
}

function Dictionaries(): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  const [institutionId, setInstitutionId] = useState<string>()
  const [chosen, setChosen] = useState<string>()
  const { data, error, refetch } = useQuery({
    queryKey: ['dictionary-builds', institutionId],
    queryFn: ({ signal }) =>
      ask('GET /institutions/{id}/dictionary/builds', {
        params: { id: institutionId ?? '' },
        query: { limit: 20 },
        signal,
      }),
    enabled: institutionId !== undefined,
  })
  const build = data?.rows.find(({ id }) => id === chosen) ?? data?.rows[0]
  return (
    <>
      <InstitutionSelect value={institutionId} onChange={setInstitutionId} />
      {institutionId !== undefined && mayDo(me, 'upload') && (
        <BuildForm key={institutionId} institutionId={institutionId} onBuilt={() => void refetch()} />
      )}
      {institutionId !== undefined && mayDo(me, 'configure') && (
        <SettingsPanel key={`settings ${institutionId}`} institutionId={institutionId} />
      )}
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      {data?.rows.length === 0 && <EmptyNote title={t('dictionary.none')}>{t('dictionary.noneHelp')}</EmptyNote>}
      {data !== undefined && data.rows.length > 1 && (
        <label className="field">
          <span>{t('dictionary.build')}</span>
          <select className="select" value={build?.id ?? ''} onChange={(event) => setChosen(event.target.value)}>
            {data.rows.map(({ id, createdAt, draft, figures }) => (
              <option key={id} value={id}>
                {`${createdAt.slice(0, 16).replace('T', ' ')} · ${figures.items}${draft ? ` · ${t('dictionary.draft')}` : ''}`}
              </option>
            ))}
          </select>
        </label>
      )}
      {build !== undefined && <BuildView key={build.id} build={build} />}
    </>
  )
}
