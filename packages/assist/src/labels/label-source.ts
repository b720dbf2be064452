import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckSession } from '@yingma/batch'
import type { LabelsProblem } from './labels-problem.ts'

/** Columns of a standardised table that an export needs. */
export const LABEL_ROLES = ['exam', 'institution', 'time', 'patient'] as const
export type LabelRole = (typeof LABEL_ROLES)[number]
export type LabelColumns = Readonly<Partial<Record<LabelRole, string>>>

/** Where the exams are, and which column is what. */
export interface LabelSource {
  readonly relation: string
  readonly columns: LabelColumns
  /** The edition that the table was standardised with, where the run says it. */
  readonly edition: string | undefined
}

const HEADERS: Readonly<Record<LabelRole, readonly string[]>> = {
  exam: ['检查号', '检查流水号', 'examid', 'accession'],
  institution: ['医疗机构', '机构', 'institution'],
  time: ['检查时间', '检查日期', 'startedat', 'examtime'],
  patient: ['患者标识', '患者令牌', '病人标识', 'patient', 'patienttoken'],
}

export type SourceFound =
  | { readonly ok: true; readonly source: LabelSource }
  | { readonly ok: false; readonly problem: LabelsProblem }

/** Finds the standardised table of a run (its folder or the Parquet file) and the columns: given ones, then those of the run, then by header. */
export async function findLabelSource(
  session: DuckSession,
  place: string,
  given: LabelColumns,
  withPatient: boolean,
): Promise<SourceFound> {
  const file = place.endsWith('.parquet') ? place : join(place, 'standardised.parquet')
  if (!existsSync(file)) return { ok: false, problem: { code: 'labels-source-missing', source: place } }
  const relation = `read_parquet('${file.replaceAll("'", "''")}')`
  const described = await session.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${relation}`)
  const had = described.map(({ column_name: name }) => name)
  for (const column of ['yingma_codes', 'yingma_state', 'yingma_modifiers'])
    if (!had.includes(column)) return { ok: false, problem: { code: 'labels-not-standardised', source: place, column } }
  const record = recordOf(join(place, 'run.json'))
  const columns = { ...byHeader(had), ...record.columns, ...given }
  const own = had.filter((name) => !name.startsWith('yingma_'))
  for (const role of LABEL_ROLES) {
    const column = columns[role]
    if (column !== undefined && had.includes(column)) continue
    if (role !== 'patient') return { ok: false, problem: { code: 'labels-column-missing', role, columns: own } }
    if (withPatient) return { ok: false, problem: { code: 'labels-no-patient', columns: own } }
  }
  return { ok: true, source: { relation, columns, edition: record.edition } }
}

function recordOf(file: string): { readonly columns: LabelColumns; readonly edition: string | undefined } {
  if (!existsSync(file)) return { columns: {}, edition: undefined }
  const { roles = {}, versions } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly roles?: Readonly<Record<string, string>>
    readonly versions?: { readonly edition?: string }
  }
  const pairs = [
    ['exam', roles.examId],
    ['institution', roles.institution],
    ['time', roles.time],
  ] as const
  return {
    columns: Object.fromEntries(pairs.filter(([, column]) => column !== undefined)),
    edition: versions?.edition,
  }
}

function byHeader(had: readonly string[]): LabelColumns {
  const folded = (header: string) => header.normalize('NFKC').toLowerCase().replaceAll(/[\s_]/gu, '')
  const found = LABEL_ROLES.flatMap((role) => {
    const column = had.find((name) => HEADERS[role].includes(folded(name)))
    return column === undefined ? [] : [[role, column] as const]
  })
  return Object.fromEntries(found)
}
