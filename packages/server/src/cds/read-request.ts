import { DEFAULT_BASE_URI, type Edition } from '@yingma/core'
import { type EarlierExam, type Order, type OrderLine, REPEAT_REASON_IDS, type RepeatReason } from '@yingma/insight'
import type { Bundle, CdsRequest, Concept, Resource } from './request.ts'

/** Code system of the six reasons, and of the marks that reports carry. */
export const REASON_SYSTEM = `${DEFAULT_BASE_URI}/repeat-reason`
const MARK_SYSTEM = `${DEFAULT_BASE_URI}/recognition-mark`

/** An order and the earlier exams of its patient, as the library checks them. */
export interface CdsOrder {
  readonly order: Order
  readonly earlier: readonly EarlierExam[]
}

/** Reads a call. `now` is the wall-clock time of the call: drafts carry none that can be relied on. */
export function readCdsRequest(request: CdsRequest, edition: Edition, now: string): CdsOrder {
  const { context, prefetch, hook } = request
  const selected = hook === 'order-select' ? context.selections : undefined
  const lines = requestsIn(context.draftOrders)
    .filter((each) => selected === undefined || selected.some((one) => isReferenceTo(one, each)))
    .map((each) => lineOf(each, edition))
  const drafts = new Set(requestsIn(context.draftOrders).map(({ id }) => id))
  const others = [...requestsIn(context.draftOrders), ...requestsIn(prefetch?.pending)]
  const isLine = new Set(lines.map(({ id }) => id))
  const pending = others.filter((each) => !isLine.has(idOf(each)) || !drafts.has(each.id))
  const { patient } = prefetch ?? {}
  const sex = sexOf(patient)
  const age = ageOf(patient?.birthDate, now)
  return {
    order: {
      at: now,
      lines,
      pending: pending.map((each) => lineOf(each, edition)).filter(({ id }) => !isLine.has(id)),
      ...(sex === undefined ? {} : { sex }),
      ...(age === undefined ? {} : { age }),
    },
    earlier: resourcesIn(prefetch?.earlier)
      .filter(({ resourceType }) => resourceType === 'DiagnosticReport')
      .flatMap((report) => examOf(report, edition)),
  }
}

/** The specialty that orders, in words and codes: of the visit, and of the one who orders. Nothing where nobody says. */
export function specialtiesIn({ prefetch }: CdsRequest): readonly string[] {
  const { serviceType = [] } = prefetch?.encounter ?? {}
  const visits = [serviceType].flat().map((each) => ('concept' in each ? each.concept : each) as Concept | undefined)
  return [...visits, ...(prefetch?.user?.specialty ?? [])].flatMap((concept) => {
    const codings = (concept?.coding ?? []).flatMap(({ code, display }) => [code, display])
    return [concept?.text, ...codings].filter((word) => word !== undefined)
  })
}

const resourcesIn = (given: Bundle | null | undefined): readonly Resource[] =>
  (given?.entry ?? []).flatMap((entry) => (entry.resource === undefined ? [] : [entry.resource]))

const requestsIn = (given: Bundle | null | undefined): readonly Resource[] =>
  resourcesIn(given).filter(({ resourceType }) => resourceType === 'ServiceRequest')

const idOf = ({ resourceType, id }: Resource) => `${resourceType}/${id ?? ''}`
const isReferenceTo = (text: string, each: Resource) => text === idOf(each) || text === each.id

/** Code and words of an order; sides said as body sites belong to the words. */
function lineOf(each: Resource, edition: Edition): OrderLine {
  const concept = conceptOf(each)
  const code = codesOf(concept, edition)[0]
  const words = concept?.text ?? concept?.coding?.find(({ display }) => display !== undefined)?.display
  const sites = (each.bodySite ?? []).map(textOf).filter((text) => text !== '' && words?.includes(text) !== true)
  const text = words === undefined ? undefined : [...sites, words].join(' ')
  const reason = (each.reasonCode ?? [])
    .flatMap(({ coding = [] }) => coding)
    .find(({ system, code: given }) => system === REASON_SYSTEM && isReason(given))?.code
  return {
    id: idOf(each),
    ...(code === undefined ? {} : { code }),
    ...(text === undefined ? {} : { text }),
    ...(isReason(reason) ? { reason } : {}),
  }
}

const isReason = (text: string | undefined): text is RepeatReason => REPEAT_REASON_IDS.some((reason) => reason === text)

const textOf = ({ text, coding }: Concept): string => text ?? coding?.find(({ display }) => display)?.display ?? ''

function conceptOf({ code }: Resource): Concept | undefined {
  if (code === undefined) return undefined
  return 'concept' in code ? ((code as { concept?: Concept }).concept ?? undefined) : (code as Concept)
}

/** Codes of the standard: those of its own code systems, and those of no system that are items. */
function codesOf(concept: Concept | undefined, edition: Edition): readonly string[] {
  return (concept?.coding ?? []).flatMap(({ system, code }) => {
    if (code === undefined) return []
    if (system?.startsWith(`${DEFAULT_BASE_URI}/`)) return [code]
    return system === undefined && edition.byCode.has(code.toUpperCase()) ? [code] : []
  })
}

function examOf(report: Resource, edition: Edition): EarlierExam[] {
  const codes = codesOf(conceptOf(report), edition)
  const at = (report.effectiveDateTime ?? report.effectivePeriod?.start ?? '').slice(0, 19)
  if (codes.length === 0) return []
  const performer = report.performer?.[0]
  const marks = (report.meta?.tag ?? []).flatMap(({ system, code }) =>
    system === MARK_SYSTEM && code !== undefined ? [code] : [],
  )
  return [
    {
      id: idOf(report),
      codes,
      at,
      institution: performer?.display ?? performer?.identifier?.value ?? performer?.reference ?? '',
      ...(marks.length === 0 ? {} : { marks }),
    },
  ]
}

function sexOf(patient: Resource | null | undefined): 'M' | 'F' | undefined {
  if (patient?.gender === 'male') return 'M'
  return patient?.gender === 'female' ? 'F' : undefined
}

/** Years by the calendar; a date of birth that is none says nothing. */
function ageOf(birthDate: string | undefined, now: string): number | undefined {
  const born = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/u.exec(birthDate ?? '')
  if (born === null) return undefined
  const years = Number(now.slice(0, 4)) - Number(born[1])
  const isBefore = now.slice(5, 10) < `${born[2] ?? '01'}-${born[3] ?? '01'}`
  const age = isBefore ? years - 1 : years
  return age >= 0 && age <= 130 ? age : undefined
}
