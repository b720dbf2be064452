import { chineseName, createFacetCodec, type Edition, englishName, type FacetTuple } from '@yingma/core'
import { createNormaliser, type Normaliser } from '@yingma/normalise'
import type { NameIndex, UsedName } from '../impact/name-index.ts'
import type { ProposalContent } from '../rounds/proposal.ts'

/** A combination that names ask for and the standard has no item for, as a proposal with its evidence. */
export interface MissingItem {
  readonly code: string
  readonly exams: number
  readonly institutions: number
  readonly content: ProposalContent
}

/** What makes a missing combination worth a proposal. */
export interface Threshold {
  readonly exams: number
  readonly institutions: number
}

/** A part that is not said, as items of CT and MR have it whose method stands for any part. */
const ANY_PART = '999999'
const NAMES_SHOWN = 50

/**
 * Drafts a proposal for every combination that local names say and no item has: a method that the standard knows on no
 * part in particular, with the part that the rest of the name says. The most used first.
 */
export function missingItems(index: NameIndex, threshold: Threshold): readonly MissingItem[] {
  const { edition, terms } = index.draft
  const normaliser = createNormaliser(edition, { ...index.surroundings, terms })
  const codec = createFacetCodec(edition)
  const found = new Map<string, { readonly facets: FacetTuple; readonly names: UsedName[] }>()
  for (const [at, name] of index.names.entries()) {
    const [code, ...others] = index.readings[at]?.codes ?? []
    if (code === undefined || others.length > 0 || !isOnAnyPart(edition, code)) continue
    const facets = facetsWithPart(normaliser, name)
    const wanted = facets === null ? null : codec.codeOf(facets)
    if (facets === null || wanted === null || edition.byCode.has(wanted.toUpperCase())) continue
    const group = found.get(wanted)
    if (group === undefined) found.set(wanted, { facets, names: [name] })
    else group.names.push(name)
  }
  return [...found]
    .map(([code, { facets, names }]) => missingItem(edition, code, facets, names))
    .filter(({ exams, institutions }) => exams >= threshold.exams && institutions >= threshold.institutions)
    .sort((a, b) => b.exams - a.exams)
}

function isOnAnyPart(edition: Edition, code: string): boolean {
  return edition.byCode.get(code.toUpperCase())?.facets.part === ANY_PART
}

/** The facets of the reading, on the part that its words say when they are read as a plain scan. */
function facetsWithPart(normaliser: Normaliser, { name, modality }: UsedName): FacetTuple | null {
  const [method] = normaliser.normalise(modality === '' ? { name } : { name, modality }).items
  if (method?.facets === undefined) return null
  const places = method.spans.filter(([, , facet]) => facet === 'part' || facet === 'side')
  if (places.length === 0) return null
  const words = places.map(([start, end]) => name.slice(start, end)).join('')
  const group = method.facets.scheme === 'radiology' && method.facets.device.startsWith('3') ? 'MR' : 'CT'
  const [plain, ...more] = normaliser.normalise({ name: `${words}${group}平扫`, modality: group }).items
  if (plain?.facets === undefined || more.length > 0 || plain.facets.part === ANY_PART) return null
  const { part, side } = plain.facets as { readonly part: string; readonly side: string | null }
  return { ...method.facets, part, side } as FacetTuple
}

function missingItem(edition: Edition, code: string, facets: FacetTuple, names: readonly UsedName[]): MissingItem {
  const [zh, en] = [chineseName(edition, facets), englishName(edition, facets)]
  const exams = names.reduce((sum, name) => sum + name.exams, 0)
  const institutions = new Set(names.map(({ institution }) => institution)).size
  const shown = [...names].sort((a, b) => b.exams - a.exams).slice(0, NAMES_SHOWN)
  const content: ProposalContent = {
    title: { zh: `新增 ${zh}`, en: `Add ${en}` },
    reason: `${institutions} 家机构的 ${names.length} 个名称，共 ${exams} 人次，没有相应项目`,
    changes: [{ kind: 'add', subject: 'item', codes: [code] }],
    names: shown.map((one) => ({ name: one.name, exams: one.exams })),
    evidence: [],
  }
  return { code, exams, institutions, content }
}
