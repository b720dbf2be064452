import { CT, MR } from '../lexicon/groups.ts'
import type { Site, SiteTable } from '../lexicon/site.ts'
import type { Modifier } from '../result.ts'
import { type Exam, say } from './exam.ts'
import type { ItemTable } from './item-table.ts'
import type { VesselTable } from './vessel-table.ts'
export const PLAIN = '11'
export const CONTRAST = '21'
export const BOTH = '22'
export const UNSPECIFIED = '999999'
const LOW_DOSE = '12'
const UROGRAPHY = '42'
const VESSEL_SCANS: readonly ReadonlySet<string>[] = [
  new Set(['33', '34', '35', '36']),
  new Set(['31', '32', '33', '34', '35', '36', '37', '76']),
]
export const VEIN_SCANS: readonly ReadonlySet<string>[] = [new Set(['34', '35']), new Set(['32', '34', '36'])]
/** Techniques that are done with contrast medium: a contrast word beside them says nothing more. */
const CONTRAST_TECHNIQUES: readonly ReadonlySet<string>[] = [
  new Set(['41', '42', '46']),
  new Set(['23', '24', '46', '54', '55', '71', '7g', '7b']),
]
/** Plain CT techniques: 平扫 beside them says nothing more; without an item of their own they are modifiers. */
export const PLAIN_TECHNIQUES: Readonly<Record<string, Modifier | null>> = {
  '12': 'low-dose',
  '13': 'thin-slice',
  '14': 'thin-slice',
  '15': 'thin-slice',
}

/** T1WI, FLAIR …: sequences of the plain scan, which say nothing beside a contrast one. */
const SEQUENCE = 'sequence'
/** 动态 without a word for contrast: contrast dynamics, or in places that move a study of movement. */
const DYNAMIC = 'dynamic'
const CONTRAST_DYNAMICS = '23'
const MOVING_REGIONS = new Set(['03', '07'])
const MOVING_PLACES = new Set(['060106', '011105'])

/** MRE of the bowel is enterography, not elastography. */
const ELASTOGRAPHY = '75'
const BOWEL = new Set(['050106', '050107', '053003', '053004'])

/** Techniques named by a general word beside the particular one: 水成像(MRCP), 灌注成像(ASL). */
const GENERIC: readonly Readonly<Record<string, readonly string[]>>[] = [
  { '33': ['36'], '34': ['35', '36'] },
  {
    '45': ['41', '42', '43', '44', '46'],
    '52': ['74'],
    '54': ['55', '56', '71', '7g'],
    '31': ['35', '37', '76'],
    '12': ['37'],
    '59': ['51'],
  },
]

/** A general word beside a particular one says no second technique. */
const isGeneric = (group: number, code: string, all: readonly string[]): boolean =>
  GENERIC[group]?.[code]?.some((finer) => all.includes(finer)) ?? false

export interface SectionalTables {
  readonly items: ItemTable
  readonly vessels: VesselTable
  readonly sites: SiteTable
}

/** The scan words of an exam, parted by kind. Resolution takes from it what it has answered. */
export interface SaidScans {
  basic: string | null
  vascular: string[]
  special: string[]
  processings: string[]
  contrastWithVascular: string | null
  /** 动态 of a place that moves: with contrast or not is not said. */
  dynamicOpen: boolean
}

/** Parts the scan words into basic, vascular and special ones; drops basic words that a technique beside them implies. */
export function splitScans(exam: Exam): SaidScans {
  const { group } = exam
  const vessel = VESSEL_SCANS[group] as ReadonlySet<string>
  const technique = CONTRAST_TECHNIQUES[group] as ReadonlySet<string>
  const said: SaidScans = {
    basic: null,
    vascular: [],
    special: [],
    processings: [...exam.processings],
    contrastWithVascular: null,
    dynamicOpen: false,
  }
  settleDynamic(exam, said)
  for (const { code } of exam.scans) {
    if (group === MR && code === ELASTOGRAPHY && BOWEL.has(exam.site?.code ?? '')) continue
    if (code === PLAIN || code === CONTRAST || code === BOTH || code === 'contrast-study' || code === SEQUENCE) continue
    say(vessel.has(code) ? said.vascular : said.special, code)
  }
  const all = [...said.special, ...said.vascular]
  if (all.length > 1) {
    said.special = said.special.filter((code) => !isGeneric(group, code, all))
    said.vascular = said.vascular.filter((code) => !isGeneric(group, code, all))
  }
  for (const { code, segment } of exam.scans) {
    if (code === 'contrast-study' && isJoint(exam.site)) {
      say(said.special, group === CT ? '46' : '7b')
      continue
    }
    const basic = code === 'contrast-study' ? CONTRAST : code
    if (basic !== PLAIN && basic !== CONTRAST && basic !== BOTH) continue
    const beside = exam.scans.filter((scan) => scan.segment === segment)
    if (beside.some((scan) => vessel.has(scan.code))) {
      said.contrastWithVascular = joinBasic(said.contrastWithVascular, basic)
      continue
    }
    if (basic !== PLAIN && beside.some((scan) => technique.has(scan.code))) {
      // 泌尿系CTU平扫+增强 is published as one scan; elsewhere the contrast is that of the technique
      const whole = group === CT && beside.some((scan) => scan.code === UROGRAPHY)
      if (basic === BOTH) said.basic = joinBasic(said.basic, whole ? BOTH : PLAIN)
      continue
    }
    if (basic === PLAIN && group === CT && exam.scans.some((scan) => scan.code === LOW_DOSE)) continue
    if (basic === PLAIN && group === CT && beside.some((scan) => scan.code in PLAIN_TECHNIQUES)) continue
    if (basic === PLAIN && group === CT && beside.some((scan) => technique.has(scan.code))) continue
    said.basic = joinBasic(said.basic, basic)
  }
  if (said.basic === null && exam.scans.some((scan) => scan.code === SEQUENCE)) said.basic = PLAIN
  return said
}

/** 动态 is contrast dynamics beside a word for contrast and in places that do not move. */
function settleDynamic(exam: Exam, said: SaidScans): void {
  if (!exam.scans.some(({ code }) => code === DYNAMIC)) return
  const contrast = exam.scans.some(({ code }) => code === CONTRAST || code === BOTH || code === CONTRAST_DYNAMICS)
  const moves = MOVING_REGIONS.has(exam.site?.region ?? '') || MOVING_PLACES.has(exam.site?.code ?? '')
  said.dynamicOpen = moves && !contrast
  exam.scans = said.dynamicOpen
    ? exam.scans.filter(({ code }) => code !== DYNAMIC)
    : exam.scans.map((scan) => (scan.code === DYNAMIC ? { ...scan, code: CONTRAST_DYNAMICS } : scan))
}

/** 造影 of a joint is an arthrography. */
const isJoint = (site: Site | null): boolean => site !== null && (site.key.endsWith('关节') || site.key === '腕部')

function joinBasic(a: string | null, b: string): string {
  return a === null || a === b ? b : BOTH
}
