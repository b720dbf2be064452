import { quoted } from '../engine/dialect.ts'
import type { Mart } from '../mart/open-mart.ts'
import type { EarlierExam } from './recognise.ts'

/** A linkage token as institutions make it: version and 43 characters of base64url. */
export const TOKEN_PATTERN = /^y1\.[\w-]{43}$/

const MOST = 200

/**
 * The exams of a patient in the mart, newest first, by the token that the institution made; at most 200. Nothing of the patient but the
 * token, sex and age is in the mart.
 */
export async function earlierExams({ engine }: Pick<Mart, 'engine'>, token: string): Promise<readonly EarlierExam[]> {
  if (!TOKEN_PATTERN.test(token)) return []
  const rows = await engine.rows<Readonly<Record<string, unknown>>>(
    `SELECT row_id, institution, code, started, sex, age FROM agg_patients WHERE patient = ${quoted(token)} ORDER BY started_at DESC, row_id, code LIMIT ${MOST}`,
  )
  const exams = new Map<string, { codes: string[]; rest: Omit<EarlierExam, 'codes'> }>()
  for (const row of rows) {
    const id = String(row.row_id)
    const known = exams.get(id)
    if (known !== undefined) {
      known.codes.push(String(row.code))
      continue
    }
    const sex = row.sex === 'M' || row.sex === 'F' ? row.sex : undefined
    const age = Number(row.age)
    exams.set(id, {
      codes: [String(row.code)],
      rest: {
        id,
        institution: String(row.institution),
        at: String(row.started).replace(' ', 'T'),
        ...(sex === undefined ? {} : { sex }),
        ...(age >= 0 ? { age } : {}),
      },
    })
  }
  return [...exams.values()].map(({ codes, rest }) => ({ ...rest, codes }))
}
