import { chooseSide } from './choose-side.ts'
import { answer, type Exam, type Outcome, openFacet, say, unanswered } from './exam.ts'
import type { ItemTable } from './item-table.ts'

const STUDY = 'X1'
const UNSPECIFIED = '999999'

/** Fluoroscopic contrast studies: the study of a part → item. A study without its own item is the general one of the part. */
export function resolveFluoroscopy(exam: Exam, items: ItemTable, outcome: Outcome): void {
  const scans = exam.scans.map((scan) => scan.code)
  const special = scans.filter((scan) => scan !== STUDY)
  if (exam.site === null) {
    resolvePartless(exam, special, items, outcome)
    return
  }
  const sided = chooseSide(exam, exam.site, outcome)
  if (sided === null) {
    const site = exam.site
    openFacet(
      outcome,
      exam,
      'side',
      [site.left, site.right].flatMap((part) =>
        part === null ? [] : items.ofPart('45', part).map((item) => item.code),
      ),
    )
    return
  }
  for (const part of sided.codes) {
    const own = items.ofPart('45', part)
    const exact = special.map((scan) => items.radiology('45', part, scan, '00')).find((item) => item !== undefined)
    const general = items.radiology('45', part, STUDY, '00')
    const item =
      exact ??
      (special.some((scan) => isPlaceOfItsOwn(scan)) ? undefined : (general ?? (own.length === 1 ? own[0] : undefined)))
    if (item !== undefined) {
      answer(outcome, exam, item.code, sided.relation)
      continue
    }
    if (special.includes('Xj')) {
      const joint = items.radiology('45', UNSPECIFIED, 'Xj', '00')
      if (joint !== undefined) {
        say(outcome.rules, 'scan-of-unspecified-part')
        answer(outcome, exam, joint.code, 'narrower')
        continue
      }
    }
    if (own.length > 1 && special.length === 0) {
      openFacet(
        outcome,
        exam,
        'scan',
        own.map((candidate) => candidate.code),
      )
      continue
    }
    if (special.includes(RETROGRADE)) {
      openFacet(
        outcome,
        exam,
        'side',
        items.partsOf('45', RETROGRADE).flatMap((sided) => items.radiology('45', sided, RETROGRADE, '00')?.code ?? []),
      )
      return
    }
    const implied = special.map((scan) => items.impliedPart('45', scan)).find((found) => found !== null)
    const elsewhere =
      implied == null
        ? undefined
        : special.map((scan) => items.radiology('45', implied, scan, '00')).find((found) => found !== undefined)
    if (elsewhere !== undefined && !special.includes('Xj')) {
      say(outcome.rules, 'part-implied-by-scan')
      answer(outcome, exam, elsewhere.code, 'equivalent')
      continue
    }
    unanswered(
      outcome,
      exam,
      [own.length === 0 ? 'part' : 'scan'],
      items.closest({ modality: 'RF', part, scan: scans[0] ?? STUDY }),
    )
  }
}

const DRAIN = 'Xh'
const RETROGRADE = 'Xm'
/** Arthrography and fluoroscopy without contrast are never the general study of the part, nor is a retrograde one. */
const isPlaceOfItsOwn = (scan: string): boolean =>
  scan === '10' || scan === 'Xk' || scan === DRAIN || scan === RETROGRADE

/** 腹腔引流管造影: the drain is shown, wherever it lies. */
export const isStudyOfAnyPlace = (exam: Exam): boolean => exam.scans.some((scan) => scan.code === DRAIN)

function resolvePartless(exam: Exam, special: readonly string[], items: ItemTable, outcome: Outcome): void {
  for (const scan of special) {
    const part = items.impliedPart('45', scan) ?? UNSPECIFIED
    const item = items.radiology('45', part, scan, '00')
    if (item === undefined) continue
    say(outcome.rules, 'part-implied-by-scan')
    answer(outcome, exam, item.code, 'equivalent')
    return
  }
  if (special.includes('X3')) {
    const enema = items.radiology('45', '053004', STUDY, '00')
    if (enema !== undefined) {
      answer(outcome, exam, enema.code, 'equivalent')
      return
    }
  }
  openFacet(outcome, exam, 'part', [])
}
