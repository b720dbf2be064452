import { PET } from '../lexicon/groups.ts'
import { answer, type Exam, type Outcome, openFacet, say, unanswered } from './exam.ts'
import type { ItemTable } from './item-table.ts'

/** Words of SPECT scans that tell items of one part apart, by the Chinese name of the scan value. */
const SCAN_WORDS: Readonly<Record<string, string>> = { B5: '断层', B6: '平面', B3: '动态', B4: '静态' }

/** PET and SPECT: the part names the item; scan words choose where a part has several. */
export function resolveNuclear(exam: Exam, items: ItemTable, outcome: Outcome): void {
  const { site, head } = exam
  if (site === null || site.code === null) {
    const implied = exam.scans.map((scan) => byScan(head, scan.code, items)).find((item) => item !== undefined)
    if (implied !== undefined) answer(outcome, exam, implied.code, 'equivalent')
    else openFacet(outcome, exam, 'part', exam.group === PET ? items.ofPart(head, 'A100').map((item) => item.code) : [])
    return
  }
  const process = exam.scans.find((scan) => scan.code.startsWith('process-'))?.code.slice(-1) ?? '0'
  const all = items
    .ofPart(head, site.code)
    .filter((item) => item.facets.scheme !== 'spect' || item.facets.process === process)
  if (all.length === 0) {
    unanswered(outcome, exam, ['part'], items.closest({ modality: exam.group === PET ? 'PET/CT' : 'SPECT' }))
    return
  }
  const [first] = all
  if (all.length === 1 && first !== undefined) {
    answer(outcome, exam, first.code, 'equivalent')
    return
  }
  const said = exam.scans.map((scan) => scan.code)
  const exact = all.filter((item) => said.includes(item.facets.scan) && item.facets.scan !== 'B0')
  const [only] = exact
  if (only !== undefined) {
    answer(outcome, exam, only.code, 'equivalent')
    return
  }
  const words = said.map((code) => SCAN_WORDS[code]).filter((word) => word !== undefined)
  const fitting = all.filter((item) => words.some((word) => item.name.includes(word)))
  if (fitting.length === 1 && fitting[0] !== undefined) {
    answer(outcome, exam, fitting[0].code, 'equivalent')
    return
  }
  const routine = all.find((item) => item.facets.scan === 'B0')
  if (routine !== undefined) {
    say(outcome.defaults, 'scan')
    answer(outcome, exam, routine.code, 'equivalent')
    return
  }
  openFacet(
    outcome,
    exam,
    'scan',
    all.map((item) => item.code),
  )
}

/** The one item of a scan that only one part has (三时相 → bone). */
function byScan(head: string, scan: string, items: ItemTable): ReturnType<ItemTable['get']> {
  if (scan === 'B0' || scan === 'A0') return undefined
  const all = items.edition.items.filter((item) => item.code.startsWith(head) && item.facets.scan === scan)
  return all.length === 1 ? all[0] : undefined
}
