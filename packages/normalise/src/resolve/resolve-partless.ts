import type { Item } from '@yingma/core'
import { CT } from '../lexicon/groups.ts'
import { answer, type Exam, type Outcome, openFacet, say } from './exam.ts'
import { unspecified } from './resolve-vessels.ts'
import { PLAIN, type SaidScans, type SectionalTables, UNSPECIFIED } from './said-scans.ts'

/** CTU(平扫+增强): the composite of the part that the scan implies, where one is published. */
function wholeScan(
  exam: Exam,
  implied: readonly (Item | undefined)[],
  basic: string,
  items: SectionalTables['items'],
): string | undefined {
  const [item, ...more] = implied
  if (item === undefined || more.length > 0) return undefined
  const [part, scan] = [item.code.slice(2, 8), item.code.slice(8, 10)]
  const composite = items
    .composites(exam.head)
    .find(([, parts]) => parts.length === 2 && parts.includes(scan) && parts.includes(basic))
  return composite === undefined ? undefined : items.radiology(exam.head, part, composite[0], '00')?.code
}

/** No part named: a scan may imply its part; else the part is open. */
export function resolvePartless(exam: Exam, said: SaidScans, tables: SectionalTables, outcome: Outcome): void {
  const { items } = tables
  const scans = [...said.special, ...said.vascular]
  const implied = scans.map((scan) => {
    const part = items.impliedPart(exam.head, scan)
    const free = items.radiology(exam.head, UNSPECIFIED, scan, '00')
    return part !== null && free === undefined ? items.radiology(exam.head, part, scan, '00') : undefined
  })
  if (scans.length > 0 && implied.every((item) => item !== undefined)) {
    const codes = said.basic === null || said.basic === PLAIN ? implied.map((item) => item?.code as string) : []
    const whole = said.basic === null ? undefined : wholeScan(exam, implied, said.basic, items)
    // MRCP平扫: plain is how the technique is done
    const chosen = whole === undefined ? codes : [whole]
    for (const code of chosen) answer(outcome, exam, code, 'equivalent')
    if (chosen.length > 0) {
      say(outcome.rules, 'part-implied-by-scan')
      return
    }
  }
  const alone = said.processings.map((processing) => {
    const part = items.impliedByProcessing(exam.head, processing)
    if (processing === '11') return undefined
    return items.radiology(exam.head, part ?? UNSPECIFIED, '00', processing)
  })
  if (scans.length === 0 && said.basic === null && alone.length > 0 && alone.every((item) => item !== undefined)) {
    for (const item of alone) answer(outcome, exam, item?.code as string, 'equivalent')
    return
  }
  if (exam.free && scans[0] !== undefined) {
    unspecified(exam, scans[0], tables, outcome)
    return
  }
  if (said.special.includes('47') || said.special.includes('7h')) {
    const item = items.radiology(exam.head, UNSPECIFIED, exam.group === CT ? '47' : '7h', '00')
    if (item !== undefined) {
      answer(outcome, exam, item.code, 'equivalent')
      return
    }
  }
  const only = said.special.includes('46')
    ? '46'
    : said.special.includes('7b')
      ? '7b'
      : said.special.includes('74')
        ? '74'
        : null
  const study = only === null ? undefined : items.radiology(exam.head, UNSPECIFIED, only, '00')
  if (study !== undefined) {
    answer(outcome, exam, study.code, 'equivalent')
    return
  }
  const scan = scans[0] ?? said.basic ?? PLAIN
  const candidates = [
    `${exam.head}${UNSPECIFIED}${scan}0000`,
    ...items.closest({ modality: exam.group === CT ? 'CT' : 'MR', scan }),
  ]
  openFacet(
    outcome,
    exam,
    'part',
    candidates.filter((code, i, all) => items.get(code) !== undefined && all.indexOf(code) === i),
  )
}
