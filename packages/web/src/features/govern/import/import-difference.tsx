import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../api/client.ts'

type Difference = Answer<'POST /standard-imports/upload-preview'>

/** How the table differs: what would be proposed, what stands already, and what is wrong, each with its row. */
export function ImportDifference({ difference }: { readonly difference: Difference }): ReactNode {
  const { t } = useTranslation()
  const { rows, unchanged, edition, added, retired, standing, doubts, doubtCount, sheets, proposals } = difference
  const unread = sheets.filter(({ isRead }) => !isRead).map(({ name }) => name)
  return (
    <section aria-label={t('importing.difference')}>
      <p role="status">
        {t('importing.figures', {
          rows,
          unchanged,
          edition,
          added: added.length,
          retired: retired.length,
          doubts: doubtCount,
        })}
      </p>
      {sheets.length > 1 && (
        <p>
          {t('importing.sheets', {
            names: sheets
              .flatMap(({ name, rows: count, isRead }) => (isRead ? [`${name} (${count})`] : []))
              .join(t('comma')),
          })}
        </p>
      )}
      {unread.length > 0 && <p>{t('importing.unread', { names: unread.join(t('comma')) })}</p>}
      {proposals.length === 0 && <p>{t(standing.length > 0 ? 'importing.standsAll' : 'importing.nothing')}</p>}
      <Rows
        title={t('importing.added')}
        heads={[t('importing.place'), t('importing.code'), t('importing.name')]}
        rows={added.map(({ sheet, row, code, name }) => [placeOf(sheet, row), code, name])}
      />
      <Rows
        title={t('importing.retired')}
        heads={[t('importing.code'), t('importing.name'), t('importing.successor')]}
        rows={retired.map(({ code, name, successor }) => [code, name, `${successor.code} ${successor.name}`])}
      />
      <Standing standing={standing} />
      <Rows
        title={t('importing.doubts')}
        note={doubtCount > doubts.length ? t('importing.doubtsShown', { shown: doubts.length, all: doubtCount }) : ''}
        heads={[t('importing.place'), t('importing.kind'), t('importing.why')]}
        rows={doubts.map(({ sheet, row, code, text }) => [placeOf(sheet, row), t(`importing.doubt.${code}`), text])}
      />
    </section>
  )
}

function placeOf(sheet: string | null, row: number | null): string {
  return [sheet, row].filter((part) => part !== null).join(' · ')
}

interface RowsProps {
  readonly title: string
  readonly note?: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

function Rows({ title, note = '', heads, rows }: RowsProps): ReactNode {
  if (rows.length === 0) return null
  return (
    <details open={rows.length <= 50}>
      <summary>
        {title} ({rows.length})
      </summary>
      {note !== '' && <p>{note}</p>}
      <table className="plain" aria-label={title}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join('\t')}>
              {cells.map((cell, at) => (
                <td key={heads[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Standing({ standing }: Pick<Difference, 'standing'>): ReactNode {
  const { t } = useTranslation()
  if (standing.length === 0) return null
  return (
    <details>
      <summary>
        {t('importing.standing')} ({standing.length})
      </summary>
      <ul>
        {standing.map(({ kind, code, name, proposal, stage }) => (
          <li key={`${kind} ${code}`}>
            {t(`importing.${kind}`)} {code}{' '}
            <Link to="/govern" search={{ proposal }}>
              {name}
            </Link>{' '}
            {t(`govern.stages.${stage}`)}
          </li>
        ))}
      </ul>
    </details>
  )
}
