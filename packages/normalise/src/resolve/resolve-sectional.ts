import { CT } from '../lexicon/groups.ts'
import { type Site, within } from '../lexicon/site.ts'
import type { Relation } from '../result.ts'
import { chooseSide, sideCandidates } from './choose-side.ts'
import { answer, type Exam, type Outcome, openFacet, say, unanswered, weaker } from './exam.ts'
import type { ItemTable } from './item-table.ts'
import { resolvePartless } from './resolve-partless.ts'
import { resolveVessels, sideTold, takeVascular, unspecified } from './resolve-vessels.ts'
import {
  BOTH,
  CONTRAST,
  PLAIN,
  PLAIN_TECHNIQUES,
  type SaidScans,
  type SectionalTables,
  splitScans,
  UNSPECIFIED,
} from './said-scans.ts'

const RECONSTRUCTION = '11'
/** 气管, 支气管: reconstructed, they are the airway tree of a chest scan. */
const AIRWAY = '040900'
const AIRWAY_TREE = '13'

/** General techniques of MR and the particular forms that a part may have instead. */
const FINER_FORMS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '30': { '45': ['41', '42', '43', '44'], '54': ['55'], '59': ['7d'] },
}

/** CT and MR: scans and post-processing of one part → items. */
export function resolveSectional(exam: Exam, tables: SectionalTables, outcome: Outcome): void {
  const said = splitScans(exam)
  if (exam.site?.code === AIRWAY)
    said.processings = said.processings.map((code) => (code === RECONSTRUCTION ? AIRWAY_TREE : code))
  takeVascular(exam, said, tables)
  if (exam.site === null) {
    resolvePartless(exam, said, tables, outcome)
    return
  }
  if (said.dynamicOpen) {
    openDynamic(exam, exam.site, tables, outcome)
    return
  }
  if (said.vascular.length > 0) resolveVessels(exam, exam.site, said, tables, outcome)
  for (const scan of said.special) resolveSpecial(exam, exam.site, scan, said, tables, outcome)
  resolveBasic(exam, exam.site, said, tables, outcome)
}

/** Movement is shown by plain scans, contrast dynamics have an item of the unspecified part. */
function openDynamic(exam: Exam, site: Site, { items }: SectionalTables, outcome: Outcome): void {
  const parts = site.code === null ? sideCandidates(site) : [site.code]
  const codes = [...parts.map((part) => `${exam.head}${part}${PLAIN}0000`), `${exam.head}${UNSPECIFIED}230000`]
  openFacet(
    outcome,
    exam,
    'scan',
    codes.filter((code) => items.get(code) !== undefined),
  )
}

function resolveSpecial(
  exam: Exam,
  site: Site,
  scan: string,
  said: SaidScans,
  tables: SectionalTables,
  outcome: Outcome,
): void {
  const { items } = tables
  if (exam.group === CT && scan in PLAIN_TECHNIQUES) {
    resolvePlainTechnique(exam, site, scan, said, tables, outcome)
    return
  }
  if (composite(exam, site, scan, said, items, outcome)) return
  const sided = chooseSide(exam, site, outcome)
  const own =
    sided?.codes.map((part) => items.radiology(exam.head, part, scan, '00')).filter((item) => item !== undefined) ?? []
  if (own.length > 0 && sided !== null && own.length === sided.codes.length) {
    for (const item of own) answer(outcome, exam, item.code, sided.relation)
    return
  }
  if (particularForm(exam, site, scan, tables, outcome)) return
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
    if (item !== undefined && (container.region === site.region || site.vessel)) {
      say(outcome.rules, 'broader-part')
      answer(outcome, exam, item.code, 'narrower')
      return
    }
  }
  if (said.basic === null && site.vessel) said.basic = null
  unspecified(exam, scan, tables, outcome)
}

/** 内耳水成像 is the water imaging of the inner ear, 腰椎MRM that of the lumbar cord: the form that a place within has. */
function particularForm(exam: Exam, site: Site, scan: string, tables: SectionalTables, outcome: Outcome): boolean {
  const { items, sites } = tables
  for (const finer of FINER_FORMS[exam.head]?.[scan] ?? []) {
    const item = items.radiology(exam.head, site.code ?? '', finer, '00')
    if (item === undefined) continue
    say(outcome.rules, 'particular-technique')
    answer(outcome, exam, item.code, 'equivalent')
    return true
  }
  const inside = items.partsOf(exam.head, scan).filter((part) => {
    const place = sites.get('radiology-parts', part)
    return place !== undefined && place !== site && within(place, site)
  })
  const [only] = inside
  const item = inside.length === 1 && only !== undefined ? items.radiology(exam.head, only, scan, '00') : undefined
  if (item === undefined || items.radiology(exam.head, UNSPECIFIED, scan, '00') !== undefined) return false
  say(outcome.rules, 'scan-of-part-within')
  answer(outcome, exam, item.code, 'equivalent')
  return true
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

function resolvePlainTechnique(
  exam: Exam,
  site: Site,
  scan: string,
  said: SaidScans,
  tables: SectionalTables,
  outcome: Outcome,
): void {
  const processing = said.processings[0] ?? '00'
  const part = site.code ?? ''
  const item =
    tables.items.radiology(exam.head, part, scan, processing) ?? tables.items.radiology(exam.head, part, scan, '00')
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
  if (exam.plainImplied && said.basic === null && !site.vessel && !said.processings.includes(RECONSTRUCTION))
    said.basic = PLAIN
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
  if (sided === null && sideCandidates(site).every((part) => items.ofPart(exam.head, part).length === 0)) {
    unanswered(outcome, exam, ['part'], items.closest({ modality: exam.group === CT ? 'CT' : 'MR', scan }))
    return
  }
  if (sided === null) {
    const last = said.processings[0] ?? '00'
    openFacet(
      outcome,
      exam,
      'side',
      sideCandidates(site)
        .map((part) => `${exam.head}${part}${scan}${last}00`)
        .filter((code) => items.get(code)),
    )
    return
  }
  if (exam.qualifier !== null && scan === PLAIN && said.processings.length === 0) {
    const qualified = items.qualified(site.code ?? '', exam.qualifier)
    const item = qualified === null ? undefined : items.radiology(exam.head, qualified, scan, '00')
    if (item !== undefined) {
      say(outcome.rules, 'qualifier')
      answer(outcome, exam, item.code, sided?.relation ?? 'equivalent')
      return
    }
  }
  const [processing = '00', ...more] = said.processings
  for (const part of sided.codes) basicItem(exam, site, part, scan, processing, sided.relation, tables, outcome)
  for (const extra of more) processingItem(exam, extra, items, outcome)
}

/** Processings that are published without a scan (钙化积分 of the coronary arteries): items of their own. */
function processingsAlone(exam: Exam, site: Site, said: SaidScans, items: ItemTable, outcome: Outcome): boolean {
  let alone = false
  for (const processing of [...said.processings]) {
    if (processing === RECONSTRUCTION) continue
    const own = items.radiology(exam.head, site.code ?? '', '00', processing)
    const implied = items.impliedByProcessing(exam.head, processing)
    const item = own ?? (implied === null ? undefined : items.radiology(exam.head, implied, '00', processing))
    const free = items.radiology(exam.head, UNSPECIFIED, '00', processing)
    if (item === undefined && (free === undefined || processing !== '23')) continue
    if (
      item !== undefined &&
      said.basic !== null &&
      items.radiology(exam.head, site.code ?? '', said.basic, processing)
    )
      continue
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
    const wide =
      items.radiology(exam.head, container.code, scan, processing) ??
      items.radiology(exam.head, container.code, scan, '00')
    if (wide === undefined) continue
    say(outcome.rules, 'broader-part')
    answer(outcome, exam, wide.code, weaker(relation, 'narrower'))
    if (processing !== '00' && wide.code.slice(10, 12) === '00') processingItem(exam, processing, items, outcome)
    return
  }
  const modality = exam.group === CT ? 'CT' : 'MR'
  unanswered(
    outcome,
    exam,
    [items.ofPart(exam.head, part).length === 0 ? 'part' : 'scan'],
    items.closest({ modality, part, scan, processing }),
  )
}

/** Post-processing that the part has no combined item for: the item of the unspecified part beside the scan. */
function processingItem(exam: Exam, processing: string, items: ItemTable, outcome: Outcome): void {
  if (processing === '00') return
  const item = items.radiology(exam.head, UNSPECIFIED, '00', processing)
  if (item === undefined) return
  say(outcome.rules, 'processing-beside-scan')
  outcome.answers.push({ code: item.code, relation: 'equivalent', missing: [], closest: [], spans: exam.spans })
}
