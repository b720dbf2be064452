import { CT, MR } from '../lexicon/groups.ts'
import type { Site } from '../lexicon/site.ts'
import type { Modifier, Relation } from '../result.ts'
import { chooseSide, sideCandidates } from './choose-side.ts'
import { answer, type Exam, openFacet, type Outcome, say, unanswered, weaker } from './exam.ts'
import type { ItemTable } from './item-table.ts'
import type { VesselTable } from './vessel-table.ts'

const PLAIN = '11'
const CONTRAST = '21'
const BOTH = '22'
const UNSPECIFIED = '999999'
const VESSEL_SCANS: readonly ReadonlySet<string>[] = [new Set(['33', '34', '35', '36']), new Set(['31', '32', '33', '34', '35', '36', '37', '76'])]
const VEIN_SCANS: readonly ReadonlySet<string>[] = [new Set(['34', '35']), new Set(['32', '34', '36'])]
/** Techniques that are done with contrast medium: a contrast word beside them says nothing more. */
const CONTRAST_TECHNIQUES: readonly ReadonlySet<string>[] = [new Set(['41', '42', '46']), new Set(['23', '24', '46', '54', '55', '71', '7g', '7b'])]
/** Plain CT techniques: 平扫 beside them says nothing more; without an item of their own they are modifiers. */
const PLAIN_TECHNIQUES: Readonly<Record<string, Modifier | null>> = { '12': 'low-dose', '13': 'thin-slice', '14': 'thin-slice', '15': 'thin-slice' }

/** Techniques named by a general word beside the particular one: 水成像(MRCP), 灌注成像(ASL). */
const GENERIC: readonly Readonly<Record<string, readonly string[]>>[] = [{}, { '45': ['41', '42', '43', '44', '46'], '54': ['55', '56', '71', '7g'] }]

export interface SectionalTables {
  readonly items: ItemTable
  readonly vessels: VesselTable
}

/** CT and MR: scans and post-processing of one part → items. */
export function resolveSectional(exam: Exam, tables: SectionalTables, outcome: Outcome): void {
  const said = splitScans(exam)
  takeVascular(exam, said, tables)
  if (exam.site === null) {
    resolvePartless(exam, said, tables, outcome)
    return
  }
  if (said.vascular.length > 0) resolveVessels(exam, exam.site, said, tables, outcome)
  for (const scan of said.special) resolveSpecial(exam, exam.site, scan, said, tables, outcome)
  resolveBasic(exam, exam.site, said, tables, outcome)
}

interface SaidScans {
  basic: string | null
  vascular: string[]
  special: string[]
  processings: string[]
  contrastWithVascular: string | null
}

/** Parts the scan words into basic, vascular and special ones; drops basic words that a technique beside them implies. */
function splitScans(exam: Exam): SaidScans {
  const { group } = exam
  const vessel = VESSEL_SCANS[group] as ReadonlySet<string>
  const technique = CONTRAST_TECHNIQUES[group] as ReadonlySet<string>
  const said: SaidScans = { basic: null, vascular: [], special: [], processings: [...exam.processings], contrastWithVascular: null }
  for (const { code } of exam.scans) {
    if (code === PLAIN || code === CONTRAST || code === BOTH || code === 'contrast-study') continue
    say(vessel.has(code) ? said.vascular : said.special, code)
  }
  said.special = said.special.filter((code) => !(GENERIC[group]?.[code] ?? []).some((finer) => said.special.includes(finer)))
  for (const { code, segment } of exam.scans) {
    const basic = code === 'contrast-study' ? CONTRAST : code
    if (basic !== PLAIN && basic !== CONTRAST && basic !== BOTH) continue
    const beside = exam.scans.filter((scan) => scan.segment === segment)
    if (beside.some((scan) => vessel.has(scan.code))) {
      said.contrastWithVascular = joinBasic(said.contrastWithVascular, basic)
      continue
    }
    if (basic !== PLAIN && beside.some((scan) => technique.has(scan.code))) {
      if (basic === BOTH) said.basic = joinBasic(said.basic, PLAIN)
      continue
    }
    if (basic === PLAIN && group === CT && beside.some((scan) => scan.code in PLAIN_TECHNIQUES)) continue
    if (basic === PLAIN && group === CT && beside.some((scan) => technique.has(scan.code))) continue
    said.basic = joinBasic(said.basic, basic)
  }
  return said
}

function joinBasic(a: string | null, b: string): string {
  return a === null || a === b ? b : BOTH
}

/** 血管, 动脉, 静脉 and vessel parts make the exam a vascular one when no vascular scan is said. */
function takeVascular(exam: Exam, said: SaidScans, { vessels, items }: SectionalTables): void {
  const { group, site } = exam
  if (site !== null && exam.vascular === 'vein') exam.site = vessels.veinOf(site) ?? site
  const place = exam.site
  if (group === MR && place?.vessel === true && said.special.includes('12')) {
    said.special = said.special.filter((scan) => scan !== '12')
    said.vascular = [...said.vascular.filter((scan) => scan !== '31'), '35']
  }
  const wants = exam.vascular !== null || (place?.vessel ?? false)
  if (!wants || said.vascular.length > 0 || place === null) return
  if (!place.vessel && vessels.of(place, 'artery') === undefined) return
  if (place.vessel && said.special.some((scan) => items.radiology(exam.head, place.code ?? '', scan, '00') !== undefined)) return
  if (place.vessel && said.basic === null && said.processings.length > 0 && said.processings.some((p) => items.radiology(exam.head, place.code ?? '', '00', p))) return
  const vein = exam.vascular === 'vein' || (place.vessel && onlyVein(exam, place, items))
  if (group === CT) said.vascular.push(vein ? '34' : '33')
  else said.vascular.push(vein ? '32' : '31')
  said.contrastWithVascular = said.basic
  said.basic = null
}

const onlyVein = (exam: Exam, site: Site, items: ItemTable): boolean => {
  const all = items.ofPart(exam.head, site.code ?? '')
  return all.length > 0 && all.every((item) => !['33', '31', '36'].includes(item.code.slice(8, 10)) || (exam.group === MR && item.code.slice(8, 10) === '34'))
}

/** Vascular scans: the part is a vessel, or the vessels of the region named. */
function resolveVessels(exam: Exam, site: Site, said: SaidScans, tables: SectionalTables, outcome: Outcome): void {
  const { group, head } = exam
  const { items, vessels } = tables
  for (const scan of contrastScans(exam, said)) {
    const vein = (VEIN_SCANS[group] as ReadonlySet<string>).has(scan) || (site.vessel && onlyVein(exam, site, items))
    if (group === CT && scan === '36') {
      resolveBothVessels(exam, site, tables, outcome)
      continue
    }
    const target = vein ? (vessels.veinOf(site) ?? (site.vessel ? site : vessels.of(site, 'vein'))) : site.vessel ? site : vessels.of(site, 'artery')
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
  said.processings = said.processings.filter((processing) => processing !== '11' || !said.vascular.length || exam.processings.length > 1)
}

/** MR angiography of veins is venography. */
const VEIN_FORM: Readonly<Record<string, string>> = { '31': '32', '33': '34' }

const sideTold = (exam: Exam): Relation => (exam.side === 'left' || exam.side === 'right' ? 'narrower' : 'equivalent')

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
  const other: Readonly<Record<string, string>> = exam.group === MR ? { '31': '33', '32': '34', '35': '37' } : { '33': '34', '34': '33' }
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
function unspecified(exam: Exam, scan: string, { items }: SectionalTables, outcome: Outcome): void {
  const item = items.radiology(exam.head, UNSPECIFIED, scan, '00')
  if (item !== undefined) {
    say(outcome.rules, 'scan-of-unspecified-part')
    answer(outcome, exam, item.code, 'narrower')
    return
  }
  unanswered(outcome, exam, ['scan'], items.closest({ modality: exam.group === CT ? 'CT' : 'MR', part: exam.site?.code ?? UNSPECIFIED, scan }))
}

function resolveSpecial(exam: Exam, site: Site, scan: string, said: SaidScans, tables: SectionalTables, outcome: Outcome): void {
  const { items } = tables
  if (exam.group === CT && scan in PLAIN_TECHNIQUES) {
    resolvePlainTechnique(exam, site, scan, said, tables, outcome)
    return
  }
  if (composite(exam, site, scan, said, items, outcome)) return
  const sided = chooseSide(exam, site, outcome)
  const own = sided?.codes.map((part) => items.radiology(exam.head, part, scan, '00')).filter((item) => item !== undefined) ?? []
  if (own.length > 0 && sided !== null && own.length === sided.codes.length) {
    for (const item of own) answer(outcome, exam, item.code, sided.relation)
    return
  }
  const implied = items.impliedPart(exam.head, scan)
  if (implied !== null && impliedFits(site, implied, scan, exam, items)) {
    const item = items.radiology(exam.head, implied, scan, '00')
    if (item !== undefined) {
      say(outcome.rules, 'part-implied-by-scan')
      outcome.answers.push({ code: item.code, relation: 'equivalent', missing: [], closest: [], spans: exam.spans })
      return
    }
  }
  for (const container of site.containers) {
    const item = container.code === null ? undefined : items.radiology(exam.head, container.code, scan, '00')
    if (item !== undefined && container.region === site.region) {
      say(outcome.rules, 'broader-part')
      answer(outcome, exam, item.code, 'narrower')
      return
    }
  }
  if (said.basic === null && site.vessel) said.basic = null
  unspecified(exam, scan, tables, outcome)
}

/** The scan belongs to one part only; a scan that also exists for the unspecified part needs that part to be meant. */
function impliedFits(site: Site, implied: string, scan: string, exam: Exam, items: ItemTable): boolean {
  if (items.radiology(exam.head, UNSPECIFIED, scan, '00') === undefined) return true
  return site.code === implied || site.containers.some((container) => container.code === implied)
}

/** 平扫 + DWI of a part that has the composite item. */
function composite(exam: Exam, site: Site, scan: string, said: SaidScans, items: ItemTable, outcome: Outcome): boolean {
  if (said.basic === null || site.code === null) return false
  for (const [code, components] of items.composites(exam.head)) {
    if (components.length !== 2 || !components.includes(scan) || !components.includes(said.basic)) continue
    const item = items.radiology(exam.head, site.code, code, '00')
    if (item === undefined) continue
    said.basic = 'done'
    say(outcome.rules, 'composite-scan')
    answer(outcome, exam, item.code, 'equivalent')
    return true
  }
  return false
}

function resolvePlainTechnique(exam: Exam, site: Site, scan: string, said: SaidScans, tables: SectionalTables, outcome: Outcome): void {
  const processing = said.processings[0] ?? '00'
  const part = site.code ?? ''
  const item = tables.items.radiology(exam.head, part, scan, processing) ?? tables.items.radiology(exam.head, part, scan, '00')
  if (item !== undefined && said.basic !== CONTRAST && said.basic !== BOTH) {
    if (item.code.slice(10, 12) === processing) said.processings = said.processings.slice(1)
    answer(outcome, exam, item.code, sideTold(exam))
    if (said.basic === null) said.basic = 'done'
    return
  }
  const modifier = PLAIN_TECHNIQUES[scan]
  if (modifier != null) say(outcome.modifiers, modifier)
  say(outcome.rules, 'technique-as-modifier')
  if (said.basic === null) said.basic = PLAIN
}

/** Plain, contrast or both of the part, with post-processing where it is published with it. */
function resolveBasic(exam: Exam, site: Site, said: SaidScans, tables: SectionalTables, outcome: Outcome): void {
  const { items } = tables
  const alone = processingsAlone(exam, site, said, items, outcome)
  const others = said.vascular.length > 0 || said.special.length > 0 || alone
  if (said.basic === 'done' || (said.basic === null && others)) {
    for (const processing of said.processings) processingItem(exam, processing, items, outcome)
    return
  }
  if (said.basic !== null && site.vessel) return
  let scan = said.basic
  if (scan === null) {
    scan = PLAIN
    say(outcome.defaults, 'scan')
    say(outcome.rules, 'default:plain')
  }
  if (scan === CONTRAST && exam.scans.some((s) => s.code === CONTRAST)) say(outcome.flags, 'check:plain-not-said')
  const sided = chooseSide(exam, site, outcome)
  if (sided === null) {
    openFacet(outcome, exam, 'side', sideCandidates(site).map((part) => `${exam.head}${part}${scan}0000`).filter((code) => items.get(code)))
    return
  }
  const [processing = '00', ...more] = said.processings
  for (const part of sided.codes) basicItem(exam, site, part, scan, processing, sided.relation, tables, outcome)
  for (const extra of more) processingItem(exam, extra, items, outcome)
}

/** Processings that are published without a scan (钙化积分 of the coronary arteries): items of their own. */
function processingsAlone(exam: Exam, site: Site, said: SaidScans, items: ItemTable, outcome: Outcome): boolean {
  let alone = false
  for (const processing of [...said.processings]) {
    if (processing === '11') continue
    const own = items.radiology(exam.head, site.code ?? '', '00', processing)
    const implied = items.impliedByProcessing(exam.head, processing)
    const item = own ?? (implied === null ? undefined : items.radiology(exam.head, implied, '00', processing))
    const free = items.radiology(exam.head, UNSPECIFIED, '00', processing)
    if (item === undefined && (free === undefined || processing !== '23')) continue
    if (item !== undefined && said.basic !== null && items.radiology(exam.head, site.code ?? '', said.basic, processing)) continue
    said.processings = said.processings.filter((p) => p !== processing)
    answer(outcome, exam, (item ?? free)?.code as string, item === undefined ? 'narrower' : 'equivalent')
    alone = true
  }
  return alone
}

function basicItem(
  exam: Exam,
  site: Site,
  part: string,
  scan: string,
  processing: string,
  relation: Relation,
  { items }: SectionalTables,
  outcome: Outcome,
): void {
  const exact = items.radiology(exam.head, part, scan, processing)
  if (exact !== undefined) {
    answer(outcome, exam, exact.code, relation)
    return
  }
  const bare = items.radiology(exam.head, part, scan, '00')
  if (bare !== undefined) {
    answer(outcome, exam, bare.code, relation)
    processingItem(exam, processing, items, outcome)
    return
  }
  for (const container of site.containers) {
    if (container.region !== site.region || container.code === null) continue
    const wide = items.radiology(exam.head, container.code, scan, processing) ?? items.radiology(exam.head, container.code, scan, '00')
    if (wide === undefined) continue
    say(outcome.rules, 'broader-part')
    answer(outcome, exam, wide.code, weaker(relation, 'narrower'))
    if (processing !== '00' && wide.code.slice(10, 12) === '00') processingItem(exam, processing, items, outcome)
    return
  }
  const modality = exam.group === CT ? 'CT' : 'MR'
  unanswered(outcome, exam, [items.ofPart(exam.head, part).length === 0 ? 'part' : 'scan'], items.closest({ modality, part, scan, processing }))
}

/** Post-processing that the part has no combined item for: the item of the unspecified part beside the scan. */
function processingItem(exam: Exam, processing: string, items: ItemTable, outcome: Outcome): void {
  if (processing === '00') return
  const item = items.radiology(exam.head, UNSPECIFIED, '00', processing)
  if (item === undefined) return
  say(outcome.rules, 'processing-beside-scan')
  outcome.answers.push({ code: item.code, relation: 'equivalent', missing: [], closest: [], spans: exam.spans })
}

/** No part named: a scan may imply its part; else the part is open. */
function resolvePartless(exam: Exam, said: SaidScans, { items, vessels }: SectionalTables, outcome: Outcome): void {
  const scans = [...said.special, ...said.vascular]
  const implied = scans.map((scan) => {
    const part = items.impliedPart(exam.head, scan)
    const free = items.radiology(exam.head, UNSPECIFIED, scan, '00')
    return part !== null && (free === undefined || exam.group === MR) ? items.radiology(exam.head, part, scan, '00') : undefined
  })
  if (scans.length > 0 && implied.every((item) => item !== undefined) && said.basic === null) {
    say(outcome.rules, 'part-implied-by-scan')
    for (const item of implied) answer(outcome, exam, item?.code as string, 'equivalent')
    return
  }
  const alone = said.processings.map((processing) => {
    const part = items.impliedByProcessing(exam.head, processing)
    if (processing === '23') return items.radiology(exam.head, UNSPECIFIED, '00', processing)
    return part === null || processing === '11' ? undefined : items.radiology(exam.head, part, '00', processing)
  })
  if (scans.length === 0 && said.basic === null && alone.length > 0 && alone.every((item) => item !== undefined)) {
    for (const item of alone) answer(outcome, exam, item?.code as string, 'equivalent')
    return
  }
  if (exam.free && scans[0] !== undefined) {
    unspecified(exam, scans[0], { items, vessels }, outcome)
    return
  }
  if (said.special.includes('47') || said.special.includes('7h')) {
    const item = items.radiology(exam.head, UNSPECIFIED, exam.group === CT ? '47' : '7h', '00')
    if (item !== undefined) {
      answer(outcome, exam, item.code, 'equivalent')
      return
    }
  }
  const only = said.special.includes('46') ? '46' : said.special.includes('7b') ? '7b' : said.special.includes('74') ? '74' : null
  const study = only === null ? undefined : items.radiology(exam.head, UNSPECIFIED, only, '00')
  if (study !== undefined) {
    answer(outcome, exam, study.code, 'equivalent')
    return
  }
  const scan = scans[0] ?? said.basic ?? PLAIN
  const candidates = [`${exam.head}${UNSPECIFIED}${scan}0000`, ...items.closest({ modality: exam.group === CT ? 'CT' : 'MR', scan })]
  openFacet(outcome, exam, 'part', candidates.filter((code, i, all) => items.get(code) !== undefined && all.indexOf(code) === i))
}

