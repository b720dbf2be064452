import { createComposites, createFacetCodec, type Edition, type FacetTuple, isOverValue } from '@yingma/core'
import { familyOf } from '../mart/item-rows.ts'

/** What one elementary exam shows: one part, one method, one view. Composite items have several. */
interface View {
  readonly part: string
  readonly device: string
  readonly scan: string
  /** Post-processing, position, or route and detail of ultrasound; `*` marks what adds nothing to look at. */
  readonly rest: string
}

/** The scan range of an item: everything that a later order could ask for again. */
export interface ExamRange {
  readonly code: string
  readonly family: string
  /** `CT|0101`: modality family and part level 2, the standard's unit of exchange and statistics. */
  readonly unit: string
  readonly views: readonly View[]
}

/** How an earlier exam stands to an ordered one. `partly`: it shows some of it; `same-unit`: same part level 2, another range. */
export type Relation = 'same' | 'covers' | 'covered-by' | 'partly' | 'same-unit' | 'other'

export interface Ranges {
  /** Undefined where the code is no item of the edition. */
  rangeOf(code: string): ExamRange | undefined
  relation(earlier: ExamRange, ordered: ExamRange): Relation
  /** Whether the exams together show everything that is ordered. */
  coverTogether(earlier: readonly ExamRange[], ordered: ExamRange): boolean
}

/** 平扫+增强 is planned as one, but shows both: a plain or an enhanced exam of the same part is within it. */
const PLAIN_AND_ENHANCED: Readonly<Record<string, readonly string[]>> = { '22': ['11', '21'] }
const ANY_DEVICE: ReadonlySet<string> = new Set(['20', '30'])

/** Reads the ranges of an edition's items; relations are worked out once and remembered. */
export function createRanges(edition: Edition): Ranges {
  const composites = createComposites(edition)
  const codec = createFacetCodec(edition)
  const preferred = preferredValues(edition)
  const ranges = new Map<string, ExamRange>()
  const relations = new Map<string, Relation>()
  for (const item of edition.items) {
    const views = composites.atomsOf(item.facets).flatMap((atom) => viewsOf(codec.facetsOf(atom) ?? item.facets))
    const { scheme, part } = item.facets
    const family = familyOf(item)
    const unit = `${family}|${scheme === 'radiology' ? part.slice(0, 4) : part}`
    ranges.set(item.code.toUpperCase(), { code: item.code, family, unit, views })
  }

  function viewsOf(facets: FacetTuple): readonly View[] {
    const { part } = facets
    const scan = preferred.get(`${facets.scheme}|${facets.scan}`) ?? facets.scan
    const device = 'device' in facets ? facets.device : ''
    const rest =
      facets.scheme === 'ultrasound'
        ? `${facets.route}${facets.detail}`
        : 'processing' in facets
          ? `*${facets.processing}`
          : 'position' in facets
            ? (preferred.get(`position|${facets.position}`) ?? facets.position)
            : ''
    return (PLAIN_AND_ENHANCED[scan] ?? [scan]).map((each) => ({ part, device, scan: each, rest }))
  }

  function shows(over: View, under: View, family: string): boolean {
    if (over.scan !== under.scan) return false
    const isFreeDevice = !['CT', 'MR'].includes(family) || ANY_DEVICE.has(under.device)
    if (!isFreeDevice && over.device !== under.device) return false
    // Post-processing adds pictures to the same scan; the order without it is shown as well.
    if (over.rest !== under.rest && under.rest !== '*00') return false
    if (over.part === under.part) return true
    const scheme = family === 'US' ? 'ultrasound-parts' : family === 'NM' ? '' : 'radiology-parts'
    const values = edition.dictionaries.get(scheme)?.values
    if (values === undefined || /^9+$/u.test(over.part)) return false
    return isOverValue(over.part, under.part, values)
  }

  const covers = (over: readonly View[], under: readonly View[], family: string) =>
    under.every((each) => over.some((one) => shows(one, each, family)))

  function relation(earlier: ExamRange, ordered: ExamRange): Relation {
    if (earlier.family !== ordered.family) return 'other'
    const key = `${earlier.code}|${ordered.code}`
    const known = relations.get(key)
    if (known !== undefined) return known
    const found = compare(earlier, ordered)
    relations.set(key, found)
    return found
  }

  function compare(earlier: ExamRange, ordered: ExamRange): Relation {
    const { family } = ordered
    const isOver = covers(earlier.views, ordered.views, family)
    const isUnder = covers(ordered.views, earlier.views, family)
    if (isOver && isUnder) return 'same'
    if (isOver) return 'covers'
    if (isUnder) return 'covered-by'
    const isPartly = ordered.views.some((view) => earlier.views.some((one) => shows(one, view, family)))
    if (isPartly) return 'partly'
    return earlier.unit === ordered.unit ? 'same-unit' : 'other'
  }

  return {
    rangeOf: (code) => ranges.get(code.toUpperCase()),
    relation,
    coverTogether: (earlier, ordered) =>
      covers(
        earlier.filter(({ family }) => family === ordered.family).flatMap(({ views }) => views),
        ordered.views,
        ordered.family,
      ),
  }
}

/** Values that the edition suspects to mean the same count as the preferred one. */
function preferredValues(edition: Edition): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { dictionary, codes, preferred } of edition.suspectedSynonyms) {
    const prefix = dictionary === 'positions' ? 'position' : dictionary.startsWith('scans-') ? 'radiology' : dictionary
    for (const code of codes) found.set(`${prefix}|${code}`, preferred)
  }
  return found
}
