import type { Certainty } from '../model/certainty.ts'
import type { ExamSession, Quote, Refusal } from '../model/quote.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import type { ChargeProblem } from '../problems/charge-problem.ts'
import type { Pricer } from '../quote/create-pricer.ts'
import { type AuditRoles, auditRoles } from './audit-roles.ts'
import { compareCharges } from './compare-charges.ts'
import type { AuditedExam, ChargedLine, Evidence, Finding, Suspicion } from './model.ts'
import { netLines } from './net-lines.ts'
import { rememberQuotes } from './quote-memory.ts'
import { unindicatedFindings } from './unindicated.ts'

export interface ExamAudit {
  readonly suspicions: readonly Suspicion[]
  /** Why the exam could not be held against a quote; kinds that need none were still looked for. */
  readonly problems: readonly ChargeProblem[]
}

export interface Auditor {
  /** Looks at one exam and what was charged for it. */
  audit(exam: AuditedExam): ExamAudit
}

/** Regions and organs that one sex has. */
const SEX_OF: ReadonlyMap<string, 'male' | 'female'> = new Map([
  ['女性生殖系统', 'female'],
  ['子宫动脉', 'female'],
  ['胎儿', 'female'],
  ['产科', 'female'],
  ['男性生殖系统', 'male'],
  ['精索静脉', 'male'],
  ['前列腺', 'male'],
  ['睾丸', 'male'],
])

/** Makes the auditor of a schedule; `former` are the schedules before it, for what was abolished. */
export function createAuditor(pricer: Pricer, former: readonly PriceSchedule[]): Auditor {
  const basis = { pricer, roles: auditRoles(pricer.schedule, former), quoted: rememberQuotes(pricer) }
  return { audit: (exam) => auditExam(basis, exam) }
}

/** How an item of the exam is charged, or that it is not known. */
type Billing = ReturnType<Pricer['billingOf']>

/** What every exam is held against. */
interface AuditBasis {
  readonly pricer: Pricer
  readonly roles: AuditRoles
  readonly quoted: (session: ExamSession) => Quote | Refusal
}

function auditExam({ pricer, roles, quoted }: AuditBasis, given: AuditedExam): ExamAudit {
  const netted = netLines(given.lines)
  if (netted.problems.length > 0) return { suspicions: [], problems: netted.problems }
  const exam = { ...given, lines: netted.lines }
  const services = exam.lines.filter((line) => line.kind !== 'film')
  const billings = exam.items.map((item) => pricer.billingOf(item.code))
  if (exam.performed === false) {
    const findings = services.map((line) => finding('75', 'F', { code: 'not-performed', price: line.code }, [line]))
    return { suspicions: suspicionsOf(exam, findings), problems: [] }
  }
  const findings: Finding[] = [
    ...filmFindings(exam),
    ...sexFindings(billings, exam, services),
    ...deviceFindings(pricer, exam, services),
    ...unindicatedFindings(pricer, exam, services),
  ]
  const explained = new Set<string>()
  for (const found of [...abolishedFindings(roles, services), ...guidanceFindings(billings, roles, exam, services)]) {
    findings.push(found)
    for (const id of found.lines) explained.add(id)
  }
  findings.push(...fluoroscopyFindings(roles, services).filter((found) => !found.lines.some((id) => explained.has(id))))
  const left = services.filter((line) => !findings.some((f) => f.warning !== true && f.lines.includes(line.id)))
  const { modifiers } = exam
  const quote = quoted({ date: exam.date, items: exam.items, ...(modifiers && { modifiers }) })
  if (!quote.ok) return { suspicions: suspicionsOf(exam, findings), problems: quote.problems }
  findings.push(...compareCharges(pricer.schedule, roles, quote, left), ...togetherFindings(quote, left))
  return { suspicions: suspicionsOf(exam, findings), problems: [] }
}

function finding(
  kind: string,
  certainty: Certainty,
  evidence: Evidence,
  lines: readonly ChargedLine[],
  stake?: number,
): Finding {
  const stakeCents = stake ?? lines.reduce((sum, line) => sum + line.amountCents, 0)
  return { kind, certainty, evidence, lines: lines.map((line) => line.id), stakeCents }
}

/** One suspicion a kind: its findings' evidence together, their stakes added. */
function suspicionsOf(exam: AuditedExam, findings: readonly Finding[]): readonly Suspicion[] {
  const kinds = [...new Set(findings.map((f) => f.kind))]
  return kinds.map((kind) => {
    const own = findings.filter((f) => f.kind === kind)
    return {
      id: `${exam.id}/${kind}`,
      exam: exam.id,
      kind,
      certainty: own.some((f) => f.certainty === 'F') ? 'F' : own.some((f) => f.certainty === 'I') ? 'I' : 'A',
      evidence: own.map((f) => f.evidence),
      lines: [...new Set(own.flatMap((f) => f.lines))],
      stakeCents: own.reduce((sum, f) => sum + f.stakeCents, 0),
      warning: own.every((f) => f.warning === true),
      rebuttals: [],
      closing: null,
    }
  })
}

/** 78, 79: film without consent, more films than were printed. */
function filmFindings(exam: AuditedExam): readonly Finding[] {
  const films = exam.lines.filter((line) => line.kind === 'film')
  if (films.length === 0) return []
  if (exam.filmConsent === false) return [finding('78', 'I', { code: 'film-consent' }, films)]
  const charged = films.reduce((sum, line) => sum + line.quantity, 0)
  const printed = exam.filmsPrinted
  if (printed === undefined || charged <= printed) return []
  const total = films.reduce((sum, line) => sum + line.amountCents, 0)
  const stake = Math.round((total * (charged - printed)) / charged)
  return [finding('79', 'F', { code: 'films', charged, printed }, films, stake)]
}

/** 76: what the exam counts belongs to the other sex. */
function sexFindings(
  billings: readonly Billing[],
  { sex }: AuditedExam,
  services: readonly ChargedLine[],
): readonly Finding[] {
  if (sex === undefined) return []
  const findings: Finding[] = []
  for (const billing of billings) {
    const wrong = wrongFor(sex, billing)
    if (wrong === undefined) continue
    const concerned = services.filter((line) => line.code === wrong.main)
    findings.push(finding('76', 'F', { code: 'sex', value: wrong.value, sex }, concerned))
  }
  return findings
}

function wrongFor(
  sex: 'male' | 'female',
  billing: Billing,
): { readonly main: string; readonly value: string } | undefined {
  if (billing === undefined || 'missing' in billing) return undefined
  for (const { main, units } of billing.services)
    for (const { value } of units) if ((SEX_OF.get(value) ?? sex) !== sex) return { main, value }
  return undefined
}

/** 95: graded by hardware, but not a grade of this device. */
function deviceFindings(pricer: Pricer, exam: AuditedExam, services: readonly ChargedLine[]): readonly Finding[] {
  const allowed = exam.deviceItems
  if (allowed === undefined) return []
  const stems = new Set(allowed.map((code) => code.replace(/-\d+$/, '')))
  return services
    .filter((line) => stems.has(line.code.replace(/-\d+$/, '')) && !allowed.includes(line.code))
    .map((line) => {
      const due = Math.max(0, ...allowed.map((code) => pricer.schedule.byCode.get(code)?.cents ?? 0)) * line.quantity
      return finding(
        '95',
        'F',
        { code: 'device', price: line.code, allowed },
        [line],
        Math.max(0, line.amountCents - due),
      )
    })
}

/** 81, 87: reconstruction after its abolition, under an old code or by its name. */
function abolishedFindings(roles: AuditRoles, services: readonly ChargedLine[]): readonly Finding[] {
  return services
    .filter(
      (line) =>
        roles.abolished.has(line.code) ||
        (roles.groupOf(line.code) === undefined && /三维重建|3D重建/.test(line.name ?? '')),
    )
    .map((line) => {
      const evidence: Evidence = { code: 'abolished', price: line.code, quantity: line.quantity }
      return finding(line.quantity > 1 ? '87' : '81', 'F', evidence, [line])
    })
}

const GUIDED: Readonly<Record<string, string>> = { MR: '96', CT: '97' }

/** 96–99: an exam charged beside the guidance of a procedure. Surer where the order holds no diagnostic item at all. */
function guidanceFindings(
  billings: readonly Billing[],
  roles: AuditRoles,
  exam: AuditedExam,
  services: readonly ChargedLine[],
): readonly Finding[] {
  const guides = billings.filter((b) => b !== undefined && !('missing' in b) && b.unpriced === 'guidance')
  if (exam.guidance !== true && guides.length === 0) return []
  const certainty = guides.length === exam.items.length ? 'F' : 'I'
  return services.flatMap((line) => {
    const group = roles.groupOf(line.code)
    const kind = group === 'US' ? (roles.greyScale.has(line.code) ? '98' : '99') : GUIDED[group ?? '']
    return kind === undefined ? [] : [finding(kind, certainty, { code: 'guidance', price: line.code }, [line])]
  })
}

/** 77: radiography and fluoroscopy in one exam. */
function fluoroscopyFindings(roles: AuditRoles, services: readonly ChargedLine[]): readonly Finding[] {
  const xray = services.find((line) => roles.groupOf(line.code) === 'XR' || roles.groupOf(line.code) === 'MDR')
  if (xray === undefined) return []
  return services
    .filter((line) => roles.fluoroscopy.has(line.code))
    .map((line) => finding('77', 'F', { code: 'together', a: xray.code, b: line.code }, [line]))
}

/** 89: vessel imaging beside plain MR of one part; not forbidden by the text, so only a warning. */
function togetherFindings(quote: Quote, services: readonly ChargedLine[]): readonly Finding[] {
  return quote.warnings.flatMap((warning) => {
    if (warning.code !== 'price-together') return []
    const plain = services.filter((line) => line.code === warning.b)
    const vessel = services.some((line) => line.code === warning.a)
    if (plain.length === 0 || !vessel) return []
    return [{ ...finding('89', 'A', { code: 'together', a: warning.a, b: warning.b }, plain), warning: true }]
  })
}
