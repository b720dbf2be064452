import { CT, MG, MR, PET, RF, SPECT, US, XR } from '../lexicon/groups.ts'
import { type Answer, type Exam, emptyOutcome, type Outcome, openFacet, say, unanswered } from './exam.ts'
import { isStudyOfAnyPlace, resolveFluoroscopy } from './resolve-fluoroscopy.ts'
import { resolveMammography } from './resolve-mammography.ts'
import { resolveNuclear } from './resolve-nuclear.ts'
import { isDensity, resolveProjection } from './resolve-projection.ts'
import { resolveSectional } from './resolve-sectional.ts'
import { UltrasoundResolver } from './resolve-ultrasound.ts'
import type { SectionalTables } from './said-scans.ts'

/**
 * What an exam resolves to depends on its facets only: it is worked out once and kept, up to this many. A full memory keeps
 * what it has: frequent exams come early, and a memory that turns over costs more than it saves.
 */
const KEPT = 8_000

const WIDE_SPINE = 'spine'
const WHOLE_SPINE = '031000'
/** 前屈后伸位 and 左右侧屈位. */
const BENDING = new Set(['44', '72'])

/** Resolves exams to items, each combination of facets once. */
export class ExamResolver {
  readonly #tables: SectionalTables
  readonly #ultrasound: UltrasoundResolver
  readonly #kept = new Map<number, { readonly signs: readonly number[]; readonly outcome: Outcome }>()

  constructor(tables: SectionalTables) {
    this.#tables = tables
    this.#ultrasound = new UltrasoundResolver(tables.items)
  }

  /** Adds what the exam resolves to. The exam is used up: resolution may change its facets. */
  resolve(exam: Exam, outcome: Outcome): void {
    const own = exam.signs.length === 0 ? this.#fresh(exam) : (this.#known(exam.signs) ?? this.#learn(exam))
    for (const answer of own.answers) outcome.answers.push(placed(answer, exam))
    outcome.ambiguous ??= own.ambiguous
    for (const candidate of own.candidates) outcome.candidates.push(candidate)
    for (const name of own.defaults) say(outcome.defaults, name)
    for (const rule of own.rules) say(outcome.rules, rule)
    for (const modifier of own.modifiers) say(outcome.modifiers, modifier)
    for (const flag of own.flags) say(outcome.flags, flag)
  }

  #fresh(exam: Exam): Outcome {
    const own = emptyOutcome()
    this.#dispatch(exam, own)
    return own
  }

  #known(signs: readonly number[]): Outcome | undefined {
    const kept = this.#kept.get(hashOf(signs))
    if (kept === undefined || kept.signs.length !== signs.length) return undefined
    for (let i = 0; i < signs.length; i++) if (signs[i] !== kept.signs[i]) return undefined
    return kept.outcome
  }

  #learn(exam: Exam): Outcome {
    const { signs } = exam
    const outcome = this.#fresh(exam)
    if (this.#kept.size < KEPT) this.#kept.set(hashOf(signs), { signs, outcome })
    return outcome
  }

  #dispatch(exam: Exam, outcome: Outcome): void {
    const { items, sites } = this.#tables
    for (const modifier of exam.modifiers) say(outcome.modifiers, modifier)
    // mammography is of the breast, also where no part is said
    if (exam.group === MG && exam.site === null && exam.missing === null) {
      exam.site = sites.get('radiology-parts', '乳腺') ?? null
    }
    if (exam.group === US && exam.vague !== null) this.#limbVessels(exam)
    if (exam.missing !== null && exam.group === MR && exam.scans.some((scan) => scan.code === '74')) exam.missing = null
    if (exam.missing !== null && exam.group === RF && isArthrography(exam)) {
      exam.scans = [{ code: 'Xj', segment: 0 }]
      resolveFluoroscopy({ ...exam, relation: 'narrower' }, items, outcome)
      return
    }
    if (
      exam.missing !== null &&
      ((exam.group === XR && isDensity(exam)) || (exam.group === RF && isStudyOfAnyPlace(exam)))
    ) {
      if (exam.group === XR) resolveProjection(exam, items, outcome)
      else resolveFluoroscopy({ ...exam, relation: 'narrower' }, items, outcome)
      return
    }
    if (exam.vague === WIDE_SPINE && exam.group === XR) this.#wholeSpine(exam)
    if (exam.missing !== null) {
      unanswered(outcome, exam, ['part'], items.closest({ scan: exam.scans[0]?.code ?? '11' }))
      return
    }
    if (exam.vague !== null) {
      openFacet(outcome, exam, 'part', this.#limbCandidates(exam))
      return
    }
    if (exam.group === CT || exam.group === MR) resolveSectional(exam, this.#tables, outcome)
    else if (exam.group === MG) resolveMammography(exam, items, outcome)
    else if (exam.group === RF) resolveFluoroscopy(exam, items, outcome)
    else if (exam.group === US) this.#ultrasound.resolve(exam, outcome)
    else if (exam.group === PET || exam.group === SPECT) resolveNuclear(exam, items, outcome)
    else resolveProjection(exam, items, outcome)
  }

  /** 脊柱左右侧屈位: bending views are published of the whole spine; other views of a spine ask which. */
  #wholeSpine(exam: Exam): void {
    const { items, sites } = this.#tables
    const bends = exam.positions.length > 0 && exam.positions.every((position) => BENDING.has(position))
    if (!bends || items.films('40', WHOLE_SPINE, '00').length === 0) return
    exam.site = sites.get('radiology-parts', WHOLE_SPINE) ?? null
    if (exam.site !== null) exam.vague = null
  }

  /** Doppler of a leg or an arm: its veins or its arteries, as said. */
  #limbVessels(exam: Exam): void {
    const limb = limbOf(exam)
    if (limb === null || exam.vascular === null || exam.vascular === 'any') return
    exam.site = this.#tables.sites.get('ultrasound-parts', limb + (exam.vascular === 'vein' ? '静脉' : '动脉')) ?? null
    if (exam.site !== null) exam.vague = null
  }

  /** 下肢血管: the arteries and the veins, of which the name does not say one. */
  #limbCandidates(exam: Exam): readonly string[] {
    const limb = exam.group === US ? limbOf(exam) : null
    if (limb === null) return []
    return ['动脉', '静脉'].flatMap((vessel) => {
      const site = this.#tables.sites.get('ultrasound-parts', limb + vessel)
      const part = exam.side === 'left' ? site?.left : exam.side === 'right' ? site?.right : site?.both
      const item = part == null ? undefined : this.#tables.items.ofPart('50', part)[0]
      return item === undefined ? [] : [item.code]
    })
  }
}

const limbOf = (exam: Exam): string | null =>
  exam.vague === 'lower-limb' ? '下肢' : exam.vague === 'upper-limb' ? '上肢' : null

const placed = ({ code, relation, missing, closest }: Answer, { spans }: Exam): Answer => ({
  code,
  relation,
  missing,
  closest,
  spans,
})

/** Contrast into a joint that fluoroscopy has no part for. */
const isArthrography = (exam: Exam): boolean =>
  exam.scans.some((scan) => scan.code === 'Xj') ||
  (exam.scans.some((scan) => scan.code === 'X1') &&
    [exam.place?.key, exam.missing].some((place) => place?.endsWith('关节')))

/** A 30-bit hash: small integers are the fastest keys of a map. */
function hashOf(signs: readonly number[]): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < signs.length; i++) hash = Math.imul(hash ^ (signs[i] as number), 0x01000193)
  return (hash ^ (hash >>> 15)) & 0x3fffffff
}
