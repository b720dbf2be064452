import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'

/** What was found in the file: columns as guessed, persons left out, damage named. */
export function UploadReport({
  report,
}: {
  readonly report: Answer<'POST /institutions/{id}/catalogues/upload'>
}): ReactNode {
  const { t } = useTranslation()
  return (
    <dl className="pairs">
      <dt>{t('map.rows')}</dt>
      <dd>
        {t('map.rowsSaid', { rows: report.rows, added: report.added, merged: report.merged, dropped: report.dropped })}
      </dd>
      <dt>{t('map.columns')}</dt>
      <dd>
        {Object.entries(report.columns).map(([role, header]) => (
          <span key={role} className="note">{`${header || t('map.noHeader')} → ${t(`role.${role}`)}`}</span>
        ))}
      </dd>
      {report.personal.length > 0 && (
        <>
          <dt>{t('map.personal')}</dt>
          <dd>{report.personal.map(({ column }) => column).join(t('comma'))}</dd>
        </>
      )}
      {report.damage.length > 0 && (
        <>
          <dt>{t('map.damage')}</dt>
          <dd>{report.damage.map(({ column, count }) => `${column} (${count})`).join(t('comma'))}</dd>
        </>
      )}
    </dl>
  )
}
