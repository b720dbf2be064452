import type { ChargeField, ChargeRoles, ExamLine } from '@yingma/batch'
import type { AuditedExam } from '@yingma/charge'
import type { Language } from '@yingma/core'
import { openTable, type Table } from '@yingma/tables'
import type { Standard } from '../http/context.ts'
import { HttpProblem } from '../problems/server-problem.ts'

/** Charge lines that one upload may hold. */
export const MOST_LINES = 200_000

/**
 * Reads a table of charge lines into exams: lines of one order are one exam. Columns that look like persons are left out;
 * rows without a day are refused by their number.
 */
export async function readCharges(
  bytes: Buffer,
  name: string,
  { normaliser }: Pick<Standard, 'normaliser'>,
  language: Language,
): Promise<readonly AuditedExam[]> {
  // Loaded when somebody audits: the engine behind it takes long to load.
  const { batchProblems, createExamReader, readChargeRoles } = await import('@yingma/batch')
  const opened = await openTable(bytes, {
    name,
    limits: {
      maxRows: MOST_LINES,
      maxUnpackedBytes: 512 * 1024 * 1024,
      maxBufferedBytes: 64 * 1024 * 1024,
      maxSeconds: 60,
    },
  })
  if (!opened.ok) throw new HttpProblem(opened.problem)
  const table = opened.value
  try {
    const found = readChargeRoles(table.columns.filter(({ position }) => position !== null).map(({ header }) => header))
    if (!found.ok) {
      const text = batchProblems[language] as Readonly<Record<string, (problem: never) => string>>
      throw refusal(found.problem.code, '', text[found.problem.code]?.(found.problem as never) ?? found.problem.code)
    }
    const sessions = await linesBySession(table, found.roles)
    const read = createExamReader(() => normaliser)
    const exams: AuditedExam[] = []
    for (const [id, { date, lines }] of sessions) {
      exams.push(read(lines, { id, date }))
      // Others must not wait for the whole table.
      if (exams.length % 500 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    return exams
  } finally {
    await table.close()
  }
}

interface Session {
  readonly date: string
  readonly lines: ExamLine[]
}

async function linesBySession(table: Table, roles: ChargeRoles): Promise<ReadonlyMap<string, Session>> {
  const sessions = new Map<string, Session>()
  for await (const step of table.rows()) {
    if (step.kind === 'stop') throw new HttpProblem(step.problem)
    for (const [at, row] of step.rows.entries()) {
      const cell = cells(table, roles, row)
      const number = step.numbers[at] ?? at + 1
      const date = dayOf(cell('date'))
      const id = cell('session').slice(0, 200)
      if (date === undefined) throw refusal('day', `${number}.${roles.date ?? ''}`, `row ${number}: ${cell('date')}`)
      if (id === '') throw refusal('required', `${number}.${roles.session ?? ''}`, `row ${number}`)
      const session = sessions.get(id) ?? { date, lines: [] }
      session.lines.push(lineOf(cell, roles))
      sessions.set(id, session)
    }
  }
  return sessions
}

type Cell = (field: ChargeField) => string

function cells({ columns }: Table, roles: ChargeRoles, row: readonly string[]): Cell {
  const cell = (header: string): string => {
    const position = columns.find((column) => column.header === header)?.position
    return position == null ? '' : (row[position] ?? '').trim()
  }
  // Lines that share all the columns of a session are one exam.
  return (field) =>
    (roles[field] ?? '')
      .split(field === 'session' ? ',' : '\0')
      .map(cell)
      .filter((text) => text !== '')
      .join('|')
}

function lineOf(cell: Cell, roles: ChargeRoles): ExamLine {
  const quantity = numberOf(cell('quantity'))
  const amount = numberOf(cell('amount'))
  const unitPrice = numberOf(cell('unitPrice'))
  const yuan = amount ?? (unitPrice === null || quantity === null ? null : unitPrice * quantity)
  return {
    quantity,
    cents: yuan === null ? null : Math.round(yuan * 100),
    items: cell('items'),
    name: cell('name'),
    modality: cell('modality'),
    priceCode: cell('priceCode'),
    priceName: cell('priceName'),
    kind: cell('kind'),
    sex: cell('sex'),
    modifiers: cell('modifiers'),
    performed: cell('performed'),
    guidance: cell('guidance'),
    filmConsent: cell('filmConsent'),
    filmsPrinted: cell('filmsPrinted'),
    department: cell('department'),
    patientClass: cell('patientClass'),
    // An empty cell says that there is no indication; a table without the column says nothing.
    ...(roles.indication !== undefined && { indication: cell('indication') }),
  }
}

function numberOf(text: string): number | null {
  const number = Number(text.replaceAll(',', ''))
  return text === '' || !Number.isFinite(number) ? null : number
}

/** `2025/6/3 08:15` → `2025-06-03`; undefined for what is no day. */
function dayOf(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(text) ?? []
  if (year === '') return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined
}

function refusal(rule: string, field: string, message: string): HttpProblem {
  return new HttpProblem({ code: 'request-invalid', errors: [{ in: 'file', field, rule, message }] })
}
