import type { Item } from '@yingma/core'
import type { Site } from '../lexicon/site.ts'
import { chooseSide, sideCandidates } from './choose-side.ts'
import { answer, type Exam, type Outcome, openFacet, say, unanswered } from './exam.ts'
import type { ItemTable } from './item-table.ts'

const HEAD = '50'
const ROUTINE = 'C0'
const BEDSIDE = 'C7'
const CHILD_PARTS: Readonly<Record<string, string>> = { U801: 'U812', Ub01: 'Ub03', U217: 'U223' }

/** Ultrasound: part, route, detail and scans → items. Without a scan the routine exam is meant. */
export class UltrasoundResolver {
  readonly #items: ItemTable
  /** Detail code → the parts that have it. */
  readonly #partsOfDetail = new Map<string, string[]>()
  /** Part code → other part codes of the same name (prostate 07 and 08, chosen by route). */
  readonly #namesakes = new Map<string, string[]>()

  constructor(items: ItemTable) {
    this.#items = items
    const names = new Map<string, string[]>()
    for (const value of items.edition.dictionaries.get('ultrasound-parts')?.values.values() ?? []) {
      if (value.code.length !== 4) continue
      const codes = names.get(value.name) ?? []
      codes.push(value.code)
      names.set(value.name, codes)
    }
    for (const codes of names.values())
      for (const code of codes)
        this.#namesakes.set(
          code,
          codes.filter((other) => other !== code),
        )
    for (const item of items.edition.items) {
      if (item.facets.scheme !== 'ultrasound' || item.facets.detail === '00') continue
      const parts = this.#partsOfDetail.get(item.facets.detail) ?? []
      if (!parts.includes(item.facets.part)) parts.push(item.facets.part)
      this.#partsOfDetail.set(item.facets.detail, parts)
    }
  }

  resolve(exam: Exam, outcome: Outcome): void {
    if (exam.details.includes('10') && exam.details.some((detail) => detail === '09' || detail === '11')) {
      exam.details = exam.details.filter((detail) => detail !== '10')
    }
    const parts = this.#parts(exam, outcome)
    if (parts === null) return
    const scans = exam.scans
      .map((scan) => scan.code)
      .filter((code, i, all) => all.indexOf(code) === i && code !== BEDSIDE)
    const special = scans.filter((scan) => scan !== ROUTINE)
    const bedside = exam.modifiers.includes('bedside') || exam.scans.some((scan) => scan.code === BEDSIDE)
    const wanted =
      special.length > 0
        ? scans.includes(ROUTINE) &&
          special.includes('C1') &&
          exam.scans.some((s) => s.code === ROUTINE && s.segment !== exam.scans.find((x) => x.code === 'C1')?.segment)
          ? [ROUTINE, ...special]
          : special
        : [bedside ? BEDSIDE : ROUTINE]
    for (const { codes, relation } of parts) {
      for (const part of codes) for (const scan of wanted) this.#resolveScan(exam, part, scan, relation, outcome)
    }
  }

  /** The parts examined; a detail may imply its part. Null when the part or its side is open. */
  #parts(
    exam: Exam,
    outcome: Outcome,
  ): readonly { codes: readonly string[]; relation: 'equivalent' | 'narrower' | 'broader' }[] | null {
    if (exam.site !== null) {
      const child = this.#childPart(exam)
      if (child !== null) return [{ codes: [child], relation: 'equivalent' }]
      const detailed = this.#partOfDetail(exam)
      const own = detailed === null ? [] : [{ codes: [detailed], relation: 'equivalent' as const }]
      if (detailed !== null && this.#sameOrgan(exam.site, detailed)) return own
      const sided = chooseSide(exam, exam.site, outcome)
      if (sided !== null) return [sided, ...own]
      openFacet(
        outcome,
        exam,
        'side',
        sideCandidates(exam.site).map((part) => `${HEAD}${part}000${ROUTINE}000`),
      )
      return null
    }
    const implied = exam.details
      .map((detail) => this.#partsOfDetail.get(detail) ?? [])
      .find((parts) => parts.length === 1)
    const [part] = implied ?? []
    if (part !== undefined) {
      say(outcome.rules, 'part-implied-by-detail')
      return [{ codes: [part], relation: 'equivalent' }]
    }
    return this.#partOfRoute(exam, outcome)
  }

  /** 膀胱残余尿 is the residual urine of the bladder; beside 前列腺 it is an exam more. */
  #sameOrgan(site: Site, detailed: string): boolean {
    const organs = this.#items.edition.dictionaries.get('ultrasound-parts')?.values
    return organs?.get(site.code?.toUpperCase() ?? '')?.name[0] === organs?.get(detailed.toUpperCase())?.name[0]
  }

  /** 经食管超声: the one part that a route leads to; of several the part stays open. */
  #partOfRoute(exam: Exam, outcome: Outcome): readonly { codes: readonly string[]; relation: 'equivalent' }[] | null {
    const [route] = exam.routes
    const routine = this.#items.edition.items.filter(
      ({ code }) => code.startsWith(HEAD) && code[6] === route && code.slice(9, 11) === ROUTINE,
    )
    const parts = [...new Set(routine.map((item) => item.facets.part))]
    const [part] = parts
    if (parts.length === 1 && part !== undefined) {
      say(outcome.rules, 'part-implied-by-route')
      return [{ codes: [part], relation: 'equivalent' }]
    }
    openFacet(
      outcome,
      exam,
      'part',
      routine.slice(0, 4).map((item) => item.code),
    )
    return null
  }

  /** Heart, head and hip of children have parts of their own. */
  #childPart(exam: Exam): string | null {
    if (!exam.modifiers.includes('child')) return null
    const part = exam.site?.code ?? exam.site?.key ?? ''
    const child = part === 'Ub01' && exam.newborn ? 'Ub02' : CHILD_PARTS[part]
    return child ?? null
  }

  /** 胆囊收缩功能: a detail that one part of the system has, and the part said has not. */
  #partOfDetail(exam: Exam): string | null {
    const said = exam.site?.code ?? ''
    for (const detail of exam.details) {
      const parts = this.#partsOfDetail.get(detail) ?? []
      const [only] = parts
      if (parts.length === 1 && only !== undefined && only !== said && only.slice(0, 2) === said.slice(0, 2))
        return only
    }
    return null
  }

  #resolveScan(
    exam: Exam,
    part: string,
    scan: string,
    relation: 'equivalent' | 'narrower' | 'broader',
    outcome: Outcome,
  ): void {
    const route = exam.routes[0] ?? null
    const details = exam.details.filter((detail) => this.#partsOfDetail.get(detail)?.includes(part))
    const wanted: (string | null)[] =
      details.length === 0 ? [null] : exam.plainImplied && part === exam.site?.code ? [null, ...details] : details
    for (const detail of wanted) {
      const found = this.#find(part, route, detail, scan)
      if (found !== undefined) {
        if (found.lost) {
          say(outcome.modifiers, 'intracavitary')
          answer(outcome, exam, found.item.code, 'narrower')
        } else answer(outcome, exam, found.item.code, relation)
        continue
      }
      if (scan === BEDSIDE) {
        const routine = this.#find(part, route, detail, ROUTINE)
        if (routine !== undefined) {
          say(outcome.modifiers, 'bedside')
          answer(outcome, exam, routine.item.code, relation)
          continue
        }
      }
      unanswered(outcome, exam, ['scan'], this.#items.closest({ modality: 'US', part, scan }))
    }
  }

  /** The item of a part; without the detail said, its plain item or the only detail it has; `lost`: the route has no item. */
  #find(
    part: string,
    route: string | null,
    detail: string | null,
    scan: string,
  ): { item: Item; lost: boolean } | undefined {
    for (const code of [part, ...(this.#namesakes.get(part) ?? [])]) {
      const item = this.#exact(code, route ?? '0', detail, scan)
      if (item !== undefined) return { item, lost: false }
    }
    if (route === null) {
      const only = this.#items.ofPart(HEAD, part).filter((item) => item.code.endsWith(`${scan}000`) && detail === null)
      return only.length === 1 && only[0] !== undefined ? { item: only[0], lost: false } : undefined
    }
    const plain = this.#find(part, null, detail, scan)
    return plain === undefined ? undefined : { item: plain.item, lost: plain.item.code[6] !== route }
  }

  #exact(part: string, route: string, detail: string | null, scan: string): Item | undefined {
    const exact = this.#items.get(`${HEAD}${part}${route}${detail ?? '00'}${scan}000`)
    if (exact !== undefined || detail !== null) return exact
    const others = this.#items
      .ofPart(HEAD, part)
      .filter((item) => item.code[6] === route && item.code.endsWith(`${scan}000`))
    return others.length === 1 ? others[0] : undefined
  }
}
