import type { Site } from '../lexicon/site.ts'
import { chooseSide, type SidedParts } from './choose-side.ts'
import { BOTH_OBLIQUES, cover, emit, FRONTAL, LATERAL, OBLIQUE_PAIRS } from './cover-films.ts'
import { answer, type Exam, type Outcome, openFacet, say, unanswered, weaker } from './exam.ts'
import { FILM_COUNTS, resolveFilmCount } from './film-counts.ts'
import type { ItemTable } from './item-table.ts'
import { customary, sideItems } from './side-items.ts'

const PLAIN_FILM = '00'
const UNSPECIFIED = '999999'
const DENSITY = '01'
const AXIAL = new Set(['03'])
const OBLIQUE = '04'
/**
 * Views asked of a region that are published for a part of it: cardiac obliques of the chest, frog views of the pelvis,
 * axial views of the knee, which show the patella.
 */
const ELSEWHERE: Readonly<Record<string, { readonly part: string; readonly positions: ReadonlySet<string> }>> = {
  '040100': { part: '040600', positions: new Set(['09', '10']) },
  '060900': { part: '072003', positions: new Set(['24', '27']) },
  '072201': { part: '072301', positions: AXIAL },
  '072202': { part: '072302', positions: AXIAL },
  '072203': { part: '072303', positions: AXIAL },
}
const OBLIQUES_BY_SIDE = new Set(['05', '06', '07', '09', '10'])
const LEFT_WRIST = '070901'
const HAND_AND_WRIST = new Set(['手', '腕部'])
/** Bones of limbs and joints: without a position the two standard films are meant. */
const LIMB = '07'
const SPINE = '03'

/** DR, CR and mobile DR: the positions of one part → items. */
export function resolveProjection(exam: Exam, items: ItemTable, outcome: Outcome): void {
  if (isDensity(exam)) {
    resolveDensity(exam, items, outcome)
    return
  }
  if (exam.modifiers.includes('bone-age') && boneAge(exam, items, outcome)) return
  if (exam.site === null) {
    if (exam.positions.length > 0 && exam.positions.every((position) => position.length > 2))
      unanswered(outcome, exam, ['part', 'position'], [])
    else openFacet(outcome, exam, 'part', [])
    return
  }
  const mobile = exam.modifiers.includes('bedside') ? items.ofPart('42', exam.site.code ?? '')[0] : undefined
  if (mobile !== undefined) {
    say(outcome.rules, 'bedside-film')
    answer(outcome, exam, mobile.code, 'equivalent')
    outcome.modifiers = outcome.modifiers.filter((modifier) => modifier !== 'bedside')
    return
  }
  if (exam.side === 'single') {
    openFacet(outcome, exam, 'side', sideItems(exam, exam.site, items))
    return
  }
  const count = exam.positions.map((position) => FILM_COUNTS[position]).find((number) => number !== undefined)
  if (count !== undefined && exam.positions.length === 1) {
    resolveFilmCount(exam, exam.site, count, items, outcome)
    return
  }
  const positions = joinBending(takeStanding(exam, items, outcome))
  if (positions.length === 0) resolveUnsaidPosition(exam, exam.site, items, outcome)
  else resolvePositions(exam, exam.site, positions, items, outcome)
}

/** 过伸位 and 过屈位 together are the published pair. */
function joinBending(positions: string[]): string[] {
  if (!positions.includes('extension-view') || !positions.includes('flexion-view')) return positions
  return [...positions.filter((position) => position !== 'extension-view' && position !== 'flexion-view'), '44']
}

/** Bone age is read from one film of the left hand and wrist, published as a film of the wrist. */
function boneAge(exam: Exam, items: ItemTable, outcome: Outcome): boolean {
  const said = exam.site === null || HAND_AND_WRIST.has(exam.site.key)
  const film = items.ofPart('40', LEFT_WRIST).find((item) => item.name.includes('测骨龄'))
  if (!said || film === undefined || exam.side === 'right' || exam.side === 'both') return false
  outcome.modifiers = outcome.modifiers.filter((modifier) => modifier !== 'bone-age')
  if (exam.side === null) say(outcome.defaults, 'side')
  answer(outcome, exam, film.code, exam.side === null ? 'broader' : 'equivalent')
  return true
}

export const isDensity = (exam: Exam): boolean => exam.scans.some((scan) => scan.code === DENSITY)

/** Densitometry is published for no particular part. */
function resolveDensity(exam: Exam, items: ItemTable, outcome: Outcome): void {
  const item = items.radiology('40', UNSPECIFIED, DENSITY, '00')
  const partless = exam.site === null && exam.missing === null
  if (item !== undefined) answer(outcome, exam, item.code, partless ? 'equivalent' : 'narrower')
}

/**
 * Standing and weight-bearing films have composites of their own where published (膝关节站立正、侧位); elsewhere the
 * words are modifiers. 立位 and 卧位 are positions of the abdomen only.
 */
function takeStanding(exam: Exam, items: ItemTable, outcome: Outcome): string[] {
  const site = exam.site as Site
  const own = items.films('40', site.both ?? site.code ?? site.left ?? '', PLAIN_FILM)
  const has = (position: string): boolean => own.some((film) => film.position === position)
  const composite = exam.modifiers.includes('weight-bearing')
    ? '42'
    : exam.modifiers.includes('standing') || exam.positions.includes('12')
      ? '41'
      : null
  let positions = exam.positions.filter((position, i, all) => all.indexOf(position) === i)
  if (positions.includes('12') && !has('12')) {
    positions = positions.filter((position) => position !== '12')
    say(outcome.modifiers, 'standing')
    if (positions.length === 0 && site.region !== LIMB && site.region !== SPINE)
      positions = has(FRONTAL) ? [FRONTAL] : []
  }
  if (positions.includes('13') && !has('13')) {
    positions = positions.filter((position) => position !== '13')
    if (has('35') && (positions.length === 0 || positions.includes(FRONTAL))) positions = ['35']
  }
  if (
    has('12') &&
    positions.length > 1 &&
    positions.includes(FRONTAL) &&
    (positions.includes('12') || positions.includes('13'))
  ) {
    positions = positions.filter((position) => position !== FRONTAL)
  }
  if (
    composite !== null &&
    has(composite) &&
    positions.every((p) => p === FRONTAL || p === LATERAL) &&
    positions.length !== 1
  ) {
    say(outcome.rules, 'standing-composite')
    outcome.modifiers = outcome.modifiers.filter((modifier) => modifier !== 'standing' && modifier !== 'weight-bearing')
    return [composite]
  }
  if (has('12') && exam.modifiers.includes('standing')) {
    const lying = positions.includes('13')
    if (positions.every((p) => p === FRONTAL || p === '12' || p === '13')) {
      outcome.modifiers = outcome.modifiers.filter((modifier) => modifier !== 'standing')
      return lying ? ['12', '13'] : ['12']
    }
  }
  return positions
}

/** 髋关节蛙式位: a view that is published of both sides only needs no side. */
function onlyBoth(
  exam: Exam,
  site: Site,
  positions: readonly string[],
  items: ItemTable,
  outcome: Outcome,
): SidedParts | null {
  if (exam.side !== null || site.both === null || site.left === null) return null
  const covers = (part: string): boolean => cover(items.films('40', part, PLAIN_FILM), positions).missing.length === 0
  if (!covers(site.both) || covers(site.left)) return null
  say(outcome.defaults, 'side')
  return { codes: [site.both], relation: 'broader' }
}

function resolvePositions(
  exam: Exam,
  site: Site,
  positions: readonly string[],
  items: ItemTable,
  outcome: Outcome,
): void {
  const sided = chooseSide(exam, site, outcome) ?? onlyBoth(exam, site, positions, items, outcome)
  if (sided === null) {
    openFacet(outcome, exam, 'side', sideItems(exam, site, items, positions))
    return
  }
  const obliques = openObliques(exam, site, positions, items)
  if (obliques.length > 0) {
    openFacet(outcome, exam, 'side', obliques)
    return
  }
  const wanted = positions.flatMap((position) => items.atoms(sidePosition(exam, site, position, items)))
  const [first] = sided.codes
  if (
    sided.codes.length === 1 &&
    exam.side === 'both' &&
    site.left !== null &&
    site.right !== null &&
    first !== undefined
  ) {
    const both = cover(items.films('40', first, PLAIN_FILM), wanted)
    if (both.missing.length > 0) {
      const left = cover(items.films('40', site.left, PLAIN_FILM), wanted)
      const right = cover(items.films('40', site.right, PLAIN_FILM), wanted)
      if (left.missing.length === 0 && right.missing.length === 0) {
        emit(exam, left, 'equivalent', items, outcome)
        emit(exam, right, 'equivalent', items, outcome)
        return
      }
    }
  }
  for (const part of sided.codes) {
    const films = items.films('40', part, PLAIN_FILM)
    const covered = cover(films, wanted)
    const elsewhere = ELSEWHERE[part]
    if (elsewhere !== undefined && covered.missing.length > 0) {
      resolveElsewhere(exam, part, elsewhere, wanted, items, outcome)
      continue
    }
    if (films.length === 0)
      unanswered(outcome, exam, ['part'], items.closest({ modality: 'DR', part, position: positions[0] ?? FRONTAL }))
    else emit({ ...exam, site }, covered, sided.relation, items, outcome, part)
  }
}

/** 骶髂关节斜位: the left oblique or the right one, where a part has these only; the name does not say which. */
function openObliques(exam: Exam, site: Site, positions: readonly string[], items: ItemTable): readonly string[] {
  if (exam.side !== null || site.code === null || !positions.includes(OBLIQUE)) return []
  const films = items.films('40', site.code, PLAIN_FILM)
  if (films.some((film) => film.atoms.includes(OBLIQUE) || film.atoms.includes(BOTH_OBLIQUES))) return []
  const sided = films.filter((film) => OBLIQUE_PAIRS.flat().some((oblique) => film.position === oblique))
  return sided.map((film) => film.item.code)
}

/** 右边斜位 of the spine: the side belongs to the oblique film, not to the part, where obliques are published by side. */
function sidePosition(exam: Exam, site: Site, position: string, items: ItemTable): string {
  if (position !== '04' || site.left !== null) return position
  const films = items.films('40', site.code ?? '', PLAIN_FILM)
  if (!films.some((film) => OBLIQUES_BY_SIDE.has(film.position))) return position
  return exam.side === 'left' ? '05' : exam.side === 'right' ? '06' : exam.side === 'both' ? '07' : position
}

function resolveElsewhere(
  exam: Exam,
  part: string,
  elsewhere: { readonly part: string; readonly positions: ReadonlySet<string> },
  wanted: readonly string[],
  items: ItemTable,
  outcome: Outcome,
): void {
  const there = wanted.filter((position) => elsewhere.positions.has(position))
  const here = wanted.filter((position) => !elsewhere.positions.has(position))
  if (here.length > 0) emit(exam, cover(items.films('40', part, PLAIN_FILM), here), 'equivalent', items, outcome, part)
  if (there.length === 0) return
  say(outcome.rules, 'view-of-part-within')
  emit(exam, cover(items.films('40', elsewhere.part, PLAIN_FILM), there), 'broader', items, outcome, elsewhere.part)
}

/** No position said: chest frontal, limb bones and joints frontal and lateral, else the only film of the part. */
function resolveUnsaidPosition(exam: Exam, site: Site, items: ItemTable, outcome: Outcome): void {
  const sided = chooseSide(exam, site, outcome)
  if (sided === null) {
    openFacet(outcome, exam, 'side', sideItems(exam, site, items))
    return
  }
  for (const part of sided.codes) {
    const films = items.films('40', part, PLAIN_FILM)
    const chosen = customary(site, part, films)
    if (chosen !== undefined) {
      say(outcome.defaults, 'position')
      say(outcome.rules, 'default:position')
      answer(outcome, exam, chosen.item.code, weaker(sided.relation, films.length === 1 ? 'equivalent' : 'broader'))
    } else if (films.length === 0) {
      unanswered(outcome, exam, ['part'], items.closest({ modality: 'DR', part }))
    } else {
      openFacet(
        outcome,
        exam,
        'position',
        films.slice(0, 4).map((film) => film.item.code),
      )
    }
  }
}
