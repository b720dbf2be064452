import { type Evidence, type Guess, guessed } from '../evidence/evidence.ts'
import type { Role } from '../model/roles.ts'
import type { ColumnLook } from './look.ts'
import { roleOfHeader } from './role-of-header.ts'

/** A column taken for a role; `column` is its index (from 0) in the file. */
export type RoleGuesses = Partial<Record<Role, Guess<number>>>

interface Candidate {
  readonly role: Role
  readonly column: number
  readonly score: number
  readonly evidence: readonly Evidence[]
}

/** Fewer filled cells than this say nothing about a column. */
const ENOUGH = 1

/**
 * Gives each role to the column that fits it best: by its header, checked against the cells where they can contradict,
 * and for name, modality and sex by the cells alone. Columns in `taken` (persons, columns named by the user) are left out.
 */
export function guessRoles(
  headers: readonly string[],
  looks: readonly ColumnLook[],
  taken: ReadonlySet<number>,
): RoleGuesses {
  const candidates: Candidate[] = []
  for (const [column, look] of looks.entries()) {
    if (taken.has(column)) continue
    const header = headers[column] ?? ''
    const reading = roleOfHeader(header)
    if (reading !== undefined && fits(reading.role, look)) {
      const evidence = { code: 'header-says', header, word: reading.word } as const
      candidates.push({
        role: reading.role,
        column,
        score: reading.score + bonus(reading.role, look),
        evidence: [evidence],
      })
    }
    candidates.push(...byCells(column, look, reading?.role, header))
  }
  candidates.sort((a, b) => b.score - a.score || a.column - b.column)
  const roles: RoleGuesses = {}
  const used = new Set<number>()
  for (const { role, column, evidence } of candidates) {
    if (roles[role] !== undefined || used.has(column)) continue
    roles[role] = guessed(column, ...evidence)
    used.add(column)
  }
  const open = looks.flatMap((look, column) =>
    look.filled > 0 && !taken.has(column) && !used.has(column) ? [{ look, column }] : [],
  )
  const texts = open.filter(({ look }) => look.number < 0.5)
  const [only] = texts
  if (roles.name === undefined && only !== undefined && texts.length === 1 && (headers[only.column] ?? '') === '') {
    roles.name = guessed(only.column, { code: 'only-text-column' })
  }
  return roles
}

/** Whether the cells allow what the header says. */
function fits(role: Role, look: ColumnLook): boolean {
  if (look.filled < ENOUGH) return true
  switch (role) {
    case 'count':
    case 'price':
      return look.amount >= 0.6
    case 'modality':
      return look.modality >= 0.3
    case 'position':
      // 方位 over cells such as 左 and 右 is the side.
      return look.side < 0.8
    case 'name':
    case 'charge':
      return look.number < 0.9 && look.modality < 0.9
    case 'device':
    case 'department':
      // 设备 over cells such as CT and MR is the modality.
      return look.modality < 0.8
    default:
      return true
  }
}

/** Among several names the one whose cells read like exams wins. */
const bonus = (role: Role, look: ColumnLook): number => (role === 'name' ? 0.4 * look.examName : 0)

function byCells(column: number, look: ColumnLook, said: Role | undefined, header: string): Candidate[] {
  const found: Candidate[] = []
  const add = (role: Role, what: 'exam-name' | 'modality' | 'sex' | 'side', share: number, score: number): void => {
    found.push({ role, column, score, evidence: [{ code: 'cells-look-like', what, share, of: look.filled }] })
  }
  // A column whose header says something else keeps it: a part column holds words of exams as well.
  if (look.filled < ENOUGH || (said !== undefined && fits(said, look))) return found
  if (look.modality >= 0.8) add('modality', 'modality', look.modality, 0.3)
  if (look.side >= 0.8) add('side', 'side', look.side, 0.25)
  if (look.sex >= 0.95 && look.distinct <= 4 && look.filled >= 5) add('sex', 'sex', look.sex, 0.25)
  if (look.examName >= 0.3 && look.length >= 3) add('name', 'exam-name', look.examName, header === '' ? 0.35 : 0.2)
  return found
}
