import { chooseSide } from './choose-side.ts'
import { cover, emit } from './cover-films.ts'
import { answer, type Exam, type Outcome, openFacet, say, unanswered } from './exam.ts'
import type { ItemTable } from './item-table.ts'
import { sideItems } from './side-items.ts'

/** Mammography: scan and positions of a breast → items. */
export function resolveMammography(exam: Exam, items: ItemTable, outcome: Outcome): void {
  const site = exam.site
  if (site === null || site.key !== '乳腺') {
    if (site === null) openFacet(outcome, exam, 'part', [])
    else unanswered(outcome, exam, ['part'], items.closest({ modality: 'MG' }))
    return
  }
  const sided = chooseSide(exam, site, outcome)
  if (sided === null) {
    openFacet(outcome, exam, 'side', sideItems(exam, site, items))
    return
  }
  const scans = exam.scans
    .map((scan) => scan.code)
    .filter((code) => code.startsWith('M') && code !== 'M1' && !isTomosynthesisSaidBetter(code, exam))
  const positions = exam.positions.flatMap((position) => items.atoms(position))
  for (const part of sided.codes) {
    for (const scan of scans) {
      const item = items.radiology('44', part, scan, '00')
      if (item !== undefined) answer(outcome, exam, item.code, sided.relation)
      else unanswered(outcome, exam, ['scan'], items.closest({ modality: 'MG', part, scan }))
    }
    if (scans.length > 0 && positions.length === 0) continue
    if (positions.length === 0) {
      const item = items.radiology('44', part, 'M1', '00')
      say(outcome.rules, 'default:mammogram')
      if (item !== undefined) answer(outcome, exam, item.code, sided.relation)
      continue
    }
    emit(exam, cover(items.films('44', part, 'M1'), positions), sided.relation, items, outcome, part)
  }
}

/** 断层, 三维断层 and TOMO name one technique, published three times: the most particular word counts. */
const TOMOSYNTHESIS = ['M2', 'M5', 'M6']

const isTomosynthesisSaidBetter = (code: string, exam: Exam): boolean => {
  const rank = TOMOSYNTHESIS.indexOf(code)
  return rank >= 0 && exam.scans.some((scan) => TOMOSYNTHESIS.indexOf(scan.code) > rank)
}
