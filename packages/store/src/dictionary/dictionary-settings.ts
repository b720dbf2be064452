import { Refusal } from '../problems/store-problem.ts'
import type { SettingsSection } from '../schema/roles.ts'
import type { Transaction } from '../store/transaction.ts'

/** One version of a section of an institution's dictionary settings. */
export interface SettingsVersion {
  readonly section: SettingsSection
  readonly version: number
  readonly body: Readonly<Record<string, unknown>>
  readonly author: string
  readonly at: string
}

const VERSION = 'section, version, body, author, at'

/** The newest version of every section that the institution has written. */
export function dictionarySettings(
  transaction: Transaction,
  institutionId: string,
): Promise<readonly SettingsVersion[]> {
  return transaction.rows<SettingsVersion>(
    `SELECT DISTINCT ON (section) ${VERSION} FROM dictionary_settings WHERE institution_id = $1 ORDER BY section, version DESC`,
    [institutionId],
  )
}

/** Versions of one section, newest first. */
export async function settingsHistory(
  transaction: Transaction,
  institutionId: string,
  section: SettingsSection,
  page: { readonly limit: number; readonly offset: number },
) {
  const rows = await transaction.rows<SettingsVersion & { total: number }>(
    `SELECT ${VERSION}, count(*) OVER () AS total FROM dictionary_settings WHERE institution_id = $1 AND section = $2
     ORDER BY version DESC LIMIT $3 OFFSET $4`,
    [institutionId, section, page.limit, page.offset],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...version }) => version) }
}

/** Writes the next version of a section. Someone else's version in between is a conflict. */
export async function putDictionarySettings(
  transaction: Transaction,
  userId: string,
  written: {
    readonly institutionId: string
    readonly section: SettingsSection
    readonly body: Readonly<Record<string, unknown>>
    readonly expectedVersion: number
  },
): Promise<SettingsVersion> {
  const { institutionId, section, body, expectedVersion } = written
  const newest = async (): Promise<number> =>
    (
      await transaction.row<{ version: number }>(
        'SELECT coalesce(max(version), 0) AS version FROM dictionary_settings WHERE institution_id = $1 AND section = $2',
        [institutionId, section],
      )
    )?.version ?? 0
  const conflict = (actual: number) =>
    new Refusal({ code: 'version-conflict', what: section, expected: expectedVersion, actual })
  const actual = await newest()
  if (actual !== expectedVersion) throw conflict(actual)
  const row = await transaction.row<SettingsVersion>(
    `INSERT INTO dictionary_settings (institution_id, section, version, body, author) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING ${VERSION}`,
    [institutionId, section, actual + 1, JSON.stringify(body), userId],
  )
  if (!row) throw conflict(await newest())
  return row
}
