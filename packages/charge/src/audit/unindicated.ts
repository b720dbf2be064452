import type { PriceSchedule } from '../model/schedule.ts'
import type { Pricer } from '../quote/create-pricer.ts'
import type { AuditedExam, ChargedLine, Finding } from './model.ts'

/** Kinds of exams that inpatients get as a rule: 80 chest CT, 91 gynaecological and urinary, 92 vessels, 93 heart. */
export const UNINDICATED_KINDS = ['80', '91', '92', '93'] as const
export type UnindicatedKind = (typeof UNINDICATED_KINDS)[number]

/** What the exam counts, by kind; the heart goes by the item's code. */
const VALUES: Readonly<
  Record<Exclude<UnindicatedKind, '93'>, { readonly vocabulary: string; readonly values: readonly string[] | null }>
> = {
  '80': { vocabulary: 'xct', values: ['胸部'] },
  '91': { vocabulary: 'us', values: ['女性生殖系统', '泌尿系'] },
  '92': { vocabulary: 'us-vessel', values: null },
}

/** Main price items of those items of an exam that are of the kind; empty where none is. */
export function mainsOfKind(pricer: Pricer, kind: UnindicatedKind, { items }: AuditedExam): ReadonlySet<string> {
  const mains = new Set<string>()
  for (const { code } of items) {
    const billing = pricer.billingOf(code)
    if (billing === undefined || 'missing' in billing) continue
    for (const service of billing.services) if (isOfKind(kind, code, service.units)) mains.add(service.main)
  }
  return mains
}

function isOfKind(
  kind: UnindicatedKind,
  code: string,
  units: readonly { readonly vocabulary: string; readonly value: string }[],
): boolean {
  if (kind === '93') return code.toUpperCase().startsWith('50U8')
  // Radiography counts chests as well; the kind is of CT.
  if (kind === '80' && !code.startsWith('2')) return false
  const { vocabulary, values } = VALUES[kind]
  return units.some((unit) => unit.vocabulary === vocabulary && (values?.includes(unit.value) ?? true))
}

/** Surcharges of gating, of the heart and of breathing. */
export function gatingSurcharges({ mapping }: PriceSchedule): ReadonlySet<string> {
  const gating = mapping.modifiers.filter(
    ({ modifier, effect }) =>
      (modifier === 'ecg-gating' || modifier === 'respiratory-gating') && effect === 'surcharge',
  )
  return new Set(gating.map(({ code }) => code))
}

/**
 * 80, 82, 91–93 in one exam: it is known that the order gives no indication. One such exam proves nothing, they show as a rate
 * of a department: only warnings. Where it is not known whether there is an indication, nothing is said.
 */
export function unindicatedFindings(
  pricer: Pricer,
  exam: AuditedExam,
  services: readonly ChargedLine[],
): readonly Finding[] {
  if (exam.indicated !== false) return []
  const gating = gatingSurcharges(pricer.schedule)
  const found = [
    warning(
      '82',
      services.filter((line) => gating.has(line.code)),
    ),
  ]
  if (exam.inpatient === true) {
    for (const kind of UNINDICATED_KINDS) {
      const mains = mainsOfKind(pricer, kind, exam)
      const belongs = ({ code }: ChargedLine): boolean =>
        mains.has(code) || mains.has(pricer.schedule.byCode.get(code)?.parent ?? '')
      found.push(warning(kind, services.filter(belongs)))
    }
  }
  return found.filter((one) => one.lines.length > 0)
}

function warning(kind: string, lines: readonly ChargedLine[]): Finding {
  return {
    kind,
    certainty: 'A',
    evidence: { code: 'no-indication', prices: [...new Set(lines.map((line) => line.code))] },
    lines: lines.map((line) => line.id),
    stakeCents: lines.reduce((sum, line) => sum + line.amountCents, 0),
    warning: true,
  }
}
