import { CT, MR } from '../lexicon/groups.ts'
import type { Site } from '../lexicon/site.ts'
import type { Relation } from '../result.ts'
import { answer, type Exam, type Outcome, openFacet, say, unanswered } from './exam.ts'
import type { ItemTable } from './item-table.ts'
import { BOTH, PLAIN, type SaidScans, type SectionalTables, UNSPECIFIED, VEIN_SCANS } from './said-scans.ts'

/** 血管, 动脉, 静脉 and vessel parts make the exam a vascular one when no vascular scan is said. */
export function takeVascular(exam: Exam, said: SaidScans, { vessels, items }: SectionalTables): void {
  const { group, site } = exam
  if (site !== null && exam.vascular === 'vein') exam.site = vessels.veinOf(site) ?? site
  const place = exam.site
  if (group === MR && place?.vessel === true && said.special.includes('12')) {
    said.special = said.special.filter((scan) => scan !== '12')
    said.vascular = [...said.vascular.filter((scan) => scan !== '31'), '35']
  }
  if (exam.vascular === 'vein') said.vascular = said.vascular.map((scan) => VEIN_READING[group]?.[scan] ?? scan)
  const wants = exam.vascular !== null || (place?.vessel ?? false)
  if (!wants || said.vascular.length > 0 || place === null) return
  if (!place.vessel && vessels.of(place, 'artery') === undefined && vessels.severalOf(place) === undefined) return
  if (
    place.vessel &&
    said.special.some((scan) => items.radiology(exam.head, place.code ?? '', scan, '00') !== undefined)
  )
    return
  if (
    place.vessel &&
    said.basic === null &&
    said.processings.length > 0 &&
    said.processings.some((p) => items.radiology(exam.head, place.code ?? '', '00', p))
  )
    return
  const vein = exam.vascular === 'vein' || (place.vessel && onlyVein(exam, place, items))
  if (group === CT) said.vascular.push(vein ? '34' : '33')
  else said.vascular.push(vein ? '32' : '31')
  said.contrastWithVascular = said.basic
  said.basic = null
}

/** 血管成像(静脉): the general vascular scan of veins. */
const VEIN_READING: readonly Readonly<Record<string, string>>[] = [{ '33': '34' }, { '31': '32', '33': '34' }]

const onlyVein = (exam: Exam, site: Site, items: ItemTable): boolean => {
  const all = items.ofPart(exam.head, site.code ?? '')
  return (
    all.length > 0 &&
    all.every(
      (item) =>
        !['33', '31', '36'].includes(item.code.slice(8, 10)) || (exam.group === MR && item.code.slice(8, 10) === '34'),
    )
  )
}

/** Vascular scans: the part is a vessel, or the vessels of the region named. */
export function resolveVessels(
  exam: Exam,
  site: Site,
  said: SaidScans,
  tables: SectionalTables,
  outcome: Outcome,
): void {
  const { group, head } = exam
  const { items, vessels } = tables
  for (const scan of contrastScans(exam, said)) {
    const vein = (VEIN_SCANS[group] as ReadonlySet<string>).has(scan) || (site.vessel && onlyVein(exam, site, items))
    if (group === CT && scan === '36') {
      resolveBothVessels(exam, site, tables, outcome)
      continue
    }
    const target = vein
      ? (vessels.veinOf(site) ?? (site.vessel ? site : vessels.of(site, 'vein')))
      : site.vessel
        ? site
        : vessels.of(site, 'artery')
    const several = vein || site.vessel ? undefined : vessels.severalOf(site)
    if (several !== undefined) {
      openFacet(
        outcome,
        exam,
        'part',
        several.flatMap((part) => items.radiology(head, part, scan, '00')?.code ?? []),
      )
      continue
    }
    if (target === undefined || target === null) {
      unspecified(exam, scan, tables, outcome)
      continue
    }
    say(outcome.rules, site.vessel ? 'vessel' : 'vessel-of-region')
    const code = target.code ?? ''
    const wanted = vein && group === MR ? (VEIN_FORM[scan] ?? scan) : scan
    const chosen = items.radiology(head, code, wanted, '00') ?? substitute(exam, code, wanted, items)
    if (chosen !== undefined) answer(outcome, exam, chosen.code, sideTold(exam))
    else broaderVessel(exam, target, scan, tables, outcome)
  }
  said.processings = said.processings.filter(
    (processing) => processing !== '11' || !said.vascular.length || exam.processings.length > 1,
  )
}

/** MR angiography of veins is venography. */
const VEIN_FORM: Readonly<Record<string, string>> = { '31': '32', '33': '34' }

export const sideTold = (exam: Exam): Relation =>
  exam.side === 'left' || exam.side === 'right' ? 'narrower' : 'equivalent'

/** MR: contrast beside MRA or MRV makes it CE-MRA or CE-MRV; plain and contrast are both. CT is always with contrast. */
function contrastScans(exam: Exam, said: SaidScans): readonly string[] {
  if (exam.group === CT) return said.vascular
  return said.vascular.flatMap((scan) => {
    const contrast = scan === '31' ? '33' : scan === '32' ? '34' : null
    if (contrast === null || said.contrastWithVascular === null || said.contrastWithVascular === PLAIN) return [scan]
    return said.contrastWithVascular === BOTH ? [scan, contrast] : [contrast]
  })
}

/** Where the part has the plain or the contrast form only, that one is meant. */
function substitute(exam: Exam, part: string, scan: string, items: ItemTable): ReturnType<ItemTable['get']> {
  const other: Readonly<Record<string, string>> =
    exam.group === MR ? { '31': '33', '32': '34', '35': '37' } : { '33': '34', '34': '33' }
  const replaced = other[scan]
  return replaced === undefined ? undefined : items.radiology(exam.head, part, replaced, '00')
}

function resolveBothVessels(exam: Exam, site: Site, tables: SectionalTables, outcome: Outcome): void {
  const { items, vessels } = tables
  const whole = items.radiology(exam.head, site.code ?? '', '36', '00')
  if (whole !== undefined) {
    answer(outcome, exam, whole.code, 'equivalent')
    return
  }
  const inside = items.partsOf(exam.head, '36').find((part) => {
    const place = tables.sites.get('radiology-parts', part)?.containers[0]
    return place !== undefined && (place === site || (site.containers[0] === place && place.region === site.region))
  })
  const joint = inside === undefined || site.vessel ? undefined : items.radiology(exam.head, inside, '36', '00')
  if (joint !== undefined) {
    answer(outcome, exam, joint.code, 'equivalent')
    return
  }
  const artery = site.vessel ? site : vessels.of(site, 'artery')
  const vein = vessels.veinOf(site) ?? vessels.of(site, 'vein')
  for (const [part, scan] of [
    [artery, '33'],
    [vein, '34'],
  ] as const) {
    const item = part?.code == null ? undefined : items.radiology(exam.head, part.code, scan, '00')
    if (item !== undefined) answer(outcome, exam, item.code, sideTold(exam))
    else unspecified(exam, scan, tables, outcome)
  }
}

function broaderVessel(exam: Exam, site: Site, scan: string, tables: SectionalTables, outcome: Outcome): void {
  for (const container of site.containers) {
    const vessel = container.vessel ? container : tables.vessels.of(container, 'artery')
    const item = vessel?.code == null ? undefined : tables.items.radiology(exam.head, vessel.code, scan, '00')
    if (item !== undefined) {
      say(outcome.rules, 'broader-part')
      answer(outcome, exam, item.code, 'narrower')
      return
    }
  }
  unspecified(exam, scan, tables, outcome)
}

/** A special scan of a part without such an item: the item of the unspecified part. */
export function unspecified(exam: Exam, scan: string, { items }: SectionalTables, outcome: Outcome): void {
  const item = items.radiology(exam.head, UNSPECIFIED, scan, '00')
  if (item !== undefined) {
    say(outcome.rules, 'scan-of-unspecified-part')
    answer(outcome, exam, item.code, 'narrower')
    return
  }
  unanswered(
    outcome,
    exam,
    ['scan'],
    items.closest({ modality: exam.group === CT ? 'CT' : 'MR', part: exam.site?.code ?? UNSPECIFIED, scan }),
  )
}
