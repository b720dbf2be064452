import type { FacetTuple } from '../model/facets.ts'
import { type NamedFacet, type NamedFacets, type NamingContext, namedFacets } from './named-facets.ts'

/** Nouns that end a part and begin or fill a scan's name (颈部动脉 + 动脉血管成像): said once, the longest first. */
const SHARED_NOUNS = ['动静脉', '动脉', '静脉', '关节'] as const

/** Where the part goes inside a scan that names it in its middle: 磁共振{part}水成像(MRCP). */
const PART_SLOT = '{part}'

/**
 * The Chinese name that the grammar of the standard gives to a facet tuple, e.g. `CT胸部(平扫+三维重建)`. Works for any
 * tuple of values, also one without an item (`16排CT左膝关节(平扫)`). Published names that differ are override rows.
 */
export function chineseName(context: NamingContext, facets: FacetTuple): string {
  const named = namedFacets(context, facets, 'zh')
  switch (facets.scheme) {
    case 'radiology':
      return 'position' in facets ? projectionName(named) : sectionalName(named)
    case 'ultrasound':
      return ultrasoundName(named)
    case 'pet':
      return named.word('modality') + behindPart(named.word('part'), named.get('scan'))
    case 'spect':
      return spectName(named)
  }
}

/** CT and MR: device, part, scan in brackets or openly behind the part, post-processing joined by `+`. */
function sectionalName(named: NamedFacets): string {
  const device = named.word('device')
  const part = named.word('part')
  const scan = named.get('scan')
  const processing = named.word('processing')
  if (scan === undefined || scan.word === '') return device + part + processing
  const tail = processing === '' ? '' : `+${processing}`
  if (scan.value.writing !== 'bracket') return device + behindPart(part, scan) + tail
  const method = scan.word + tail
  return part === '' ? device + method : `${device}${part}(${method})`
}

/** X-ray: device, part, scan unless it is plain radiography, position. */
function projectionName(named: NamedFacets): string {
  return named.word('device') + behindPart(named.word('part'), named.get('scan')) + named.word('position')
}

/** Ultrasound: route, part, detail, scan, then the word for the exam itself. */
function ultrasoundName(named: NamedFacets): string {
  const part = named.word('part')
  const detail = named.word('detail')
  const what = detail.startsWith(part) ? detail : part + detail
  return `${named.word('route')}${what}${named.word('scan')}超声检查`
}

function spectName(named: NamedFacets): string {
  const part = named.word('part')
  const process = named.word('process')
  const measured = process === '' ? '' : `+${process.startsWith(part) ? process.slice(part.length) : process}`
  return named.word('modality') + behindPart(part, named.get('scan')) + measured
}

/**
 * Part and scan without brackets, nothing said twice: the part goes into the slot of the scan's words if they have one;
 * it is left out where the scan's words say it; a noun shared by both is kept once.
 */
function behindPart(part: string, scan: NamedFacet | undefined): string {
  const said = scan?.word ?? ''
  if (scan === undefined || said === '') return part
  if (said.includes(PART_SLOT)) return part === '' ? scan.value.name : said.replace(PART_SLOT, part)
  if (part === '' || scan.value.writing === 'alone' || said.includes(part)) return said
  const shared = SHARED_NOUNS.find((noun) => part.endsWith(noun) && said.includes(noun))
  return part + (shared === undefined ? said : said.replace(shared, ''))
}
