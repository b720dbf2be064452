import type { OrganGroup } from '@yingma/core'
import { CT, GROUPS, MR, US, XR } from '../lexicon/groups.ts'
import type { SiteTable } from '../lexicon/site.ts'
import type { Exam } from '../resolve/exam.ts'

const dictionaryOf = (part: string): string =>
  part.startsWith('U') ? 'ultrasound-parts' : part.startsWith('A') ? 'pet-parts' : 'radiology-parts'

/**
 * Joins the exams of one name: films of one part become one exam with all positions, left and right become both, and a
 * list of organs that one published part names becomes that part.
 */
export function joinExams(exams: readonly Exam[], groups: readonly OrganGroup[], sites: SiteTable): Exam[] {
  if (exams.length < 2) return [...exams]
  let joined = foldOrgans(joinHeadAndNeck(exams, sites), groups, sites)
  nameCounterparts(joined, sites)
  joined = joinReconstructions(joined)
  if (joined.length < 2) return joined
  const films: Exam[] = []
  for (const exam of joined) {
    const known = films.find((other) => sameFilmed(other, exam))
    if (known === undefined) films.push(exam)
    else joinFilms(known, exam)
  }
  joined = []
  const dense = films.filter(isDensity)
  for (const exam of films) {
    // 骨密度(腰椎、髋正位): the films of a densitometry are no exams of their own
    if (dense.length > 0 && exam.group === XR && exam !== dense[0]) continue
    const other = joined.find((candidate) => mirrored(candidate, exam))
    if (other === undefined) joined.push(exam)
    else {
      other.side = 'both'
      other.signs = []
      other.spans = [...other.spans, ...exam.spans]
    }
  }
  return joined
}

const isDensity = (exam: Exam): boolean => exam.group === XR && exam.scans.some((scan) => scan.code === '01')

const isFilm = (exam: Exam): boolean => GROUPS[exam.group] === 'XR' || GROUPS[exam.group] === 'MG'

const sameFilmed = (a: Exam, b: Exam): boolean =>
  isFilm(a) &&
  a.group === b.group &&
  a.site !== null &&
  a.site === b.site &&
  (a.side === b.side || a.side === null || b.side === null)

function joinFilms(into: Exam, from: Exam): void {
  into.signs = []
  into.side ??= from.side
  // exams of one unit share their lists
  into.positions = [...into.positions, ...from.positions.filter((position) => !into.positions.includes(position))]
  into.scans = [...into.scans, ...from.scans]
  into.modifiers = [...into.modifiers]
  for (const modifier of from.modifiers) if (!into.modifiers.includes(modifier)) into.modifiers.push(modifier)
  into.spans = [...into.spans, ...from.spans]
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value) => b.includes(value))
const codesOf = (exam: Exam): readonly string[] =>
  exam.scans.map((scan) => scan.code).filter((code, i, all) => all.indexOf(code) === i && code !== '00')

const mirrored = (a: Exam, b: Exam): boolean =>
  a.group === b.group &&
  a.site !== null &&
  a.site === b.site &&
  ((a.side === 'left' && b.side === 'right') || (a.side === 'right' && b.side === 'left')) &&
  same(codesOf(a), codesOf(b)) &&
  same(a.processings, b.processings) &&
  same(a.positions, b.positions) &&
  a.vascular === b.vascular

/** A vascular scan of the word 头颈 is one study with vessels of its own, not one of the head and one of the neck. */
function joinHeadAndNeck(exams: readonly Exam[], sites: SiteTable): Exam[] {
  const joined: Exam[] = []
  for (const exam of exams) {
    const before = joined[joined.length - 1]
    const oneWord = before !== undefined && before.spans[0]?.[0] === exam.spans[0]?.[0]
    if (
      oneWord &&
      before.site?.code === '010100' &&
      exam.site?.code === '020100' &&
      exam.group <= MR &&
      isVascular(exam)
    ) {
      before.site = sites.get('radiology-parts', '080301') ?? before.site
      before.signs = []
    } else joined.push(exam)
  }
  return joined
}

const isVascular = (exam: Exam): boolean =>
  exam.vascular !== null || exam.scans.some(({ code }) => code.startsWith('3') || (exam.group === MR && code === '76'))

function foldOrgans(exams: readonly Exam[], groups: readonly OrganGroup[], sites: SiteTable): Exam[] {
  let result = [...exams]
  for (const { part, members, minimum, relation } of groups) {
    const listed = [...members, part]
    const parts = result.filter((exam) => exam.site?.code != null && listed.includes(exam.site.code) && foldable(exam))
    const distinct = new Set(parts.map((exam) => exam.site?.code))
    // 子宫、附件: a member beside a word for the whole
    const whole =
      distinct.has(part) && distinct.size > 1 && parts.every((exam) => same(codesOf(exam), codesOf(parts[0] as Exam)))
    if (
      (distinct.size < minimum && !whole) ||
      (distinct.has(part) && !whole) ||
      new Set(parts.map((exam) => exam.list)).size > 1
    )
      continue
    const [first] = parts
    const site = sites.get(dictionaryOf(part), part)
    if (first === undefined || site === undefined) continue
    const folded: Exam = {
      ...first,
      site,
      side: null,
      signs: [],
      relation: relation === 'narrower' ? 'narrower' : 'equivalent',
      spans: parts.flatMap((exam) => exam.spans),
    }
    result = result.flatMap((exam) => (exam === first ? [folded] : parts.includes(exam) ? [] : [exam]))
  }
  return result
}

const foldable = (exam: Exam): boolean => exam.group === CT || exam.group === MR || exam.group === US || exam.group > US

/** 双下肢动脉+静脉: a bare 静脉 or 动脉 behind a vessel of ultrasound is the other vessel of the same place. */
function nameCounterparts(exams: readonly Exam[], sites: SiteTable): void {
  for (let i = 1; i < exams.length; i++) {
    const exam = exams[i] as Exam
    const before = exams[i - 1] as Exam
    if (exam.group !== US || before.group !== US || exam.site !== null || before.site === null) continue
    const key =
      exam.vascular === 'vein'
        ? before.site.key.replace('动脉', '静脉')
        : exam.vascular === 'artery'
          ? before.site.key.replace('静脉', '动脉')
          : before.site.key
    const other = key === before.site.key ? undefined : sites.get('ultrasound-parts', key)
    if (other === undefined) continue
    exam.site = other
    exam.side ??= before.side
    exam.vague = null
    exam.signs = []
  }
}

const RECONSTRUCTION = '11'
const AIRWAY_TREE = '13'
const CHEST = '040100'
const AIRWAY = '040900'

/** 胸部CT平扫+胸部三维重建: a reconstruction without a scan is that of the exam of the same place. */
function joinReconstructions(exams: readonly Exam[]): Exam[] {
  const reconstructed = (exam: Exam, other: Exam): boolean =>
    other.group === CT &&
    other.processings.length === 0 &&
    (other.site === exam.site || (other.site?.code === CHEST && exam.site?.code === AIRWAY)) &&
    (other.side === exam.side || exam.side === null)
  return exams.filter((exam) => {
    if (exam.group !== CT || exam.site === null || exam.scans.length > 0 || exam.processings.length !== 1) return true
    const [processing] = exam.processings
    if (processing !== RECONSTRUCTION && processing !== AIRWAY_TREE) return true
    const other = exams.find((candidate) => candidate !== exam && reconstructed(exam, candidate))
    if (other === undefined) return true
    other.processings = [exam.site.code === AIRWAY ? AIRWAY_TREE : RECONSTRUCTION]
    other.spans = [...other.spans, ...exam.spans]
    other.signs = []
    return false
  })
}
