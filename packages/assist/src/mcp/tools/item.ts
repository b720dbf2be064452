import { itemSheet, neighbours } from '@yingma/core'
import { z } from 'zod'
import { brief, briefOf, line } from '../fields.ts'
import type { AgentLibrary } from '../library.ts'
import { agentTexts } from '../texts/agent-texts.ts'
import { defineTool } from '../tool.ts'

export const itemFacts = brief.extend({
  edition: z.string(),
  checkForm: z.string().nullable(),
  conceptId: z.string(),
  modality: z.string(),
  status: z.string(),
  origin: z.string(),
  successors: z.array(z.string()),
  facets: z.record(z.string(), z.string().nullable()),
  sheet: z.array(z.object({ field: z.string(), value: z.string(), from: z.string() })),
  designations: z.array(z.object({ value: z.string(), language: z.string(), use: z.string() })),
  components: z.array(brief).describe('the items that a composite stands for'),
  neighbours: z.array(brief).describe('items whose code is one keystroke away: compare before you write it down'),
})

export type ItemFacts = z.infer<typeof itemFacts>

/** Everything that the edition says of one item, by code or concept id; undefined where there is none. */
export function factsOf(input: string, { edition, codec, sets }: AgentLibrary): ItemFacts | undefined {
  const decoded = codec.decode(edition.byId.get(input)?.code ?? input)
  if (decoded.kind !== 'item') return undefined
  const { item, checkForm } = decoded
  const atoms = sets.atoms([item.code])
  return {
    ...briefOf(item),
    edition: edition.version,
    checkForm,
    conceptId: item.conceptId,
    modality: item.modality,
    status: item.status,
    origin: item.origin,
    successors: [...item.successors],
    facets: { ...item.facets },
    sheet: itemSheet(edition, item.facets).map(({ field, value, from }) => ({ field, value, from: from.name })),
    designations: item.designations.map((designation) => ({ ...designation })),
    components:
      atoms.length < 2 ? [] : atoms.flatMap((atom) => edition.byCode.get(atom.toUpperCase()) ?? []).map(briefOf),
    neighbours: neighbours(item.code, edition).map((neighbour) => briefOf(neighbour.item)),
  }
}

export const item = defineTool({
  name: 'item',
  title: { zh: '一个项目的全部内容', en: 'Everything about one item' },
  description: {
    zh: '一个标准项目的要素、内涵、其他叫法、组成、停用后的接替者和差一键的代码。用代码、校验码或概念标识。',
    en: 'Facets, sheet, other names, components, successors and confusable codes of one standard item, by code, check form or concept id.',
  },
  input: z.strictObject({ code: line(60) }),
  output: itemFacts,
  run(input, { library, language }) {
    const facts = factsOf(input.code, library)
    if (facts === undefined) return { problem: agentTexts[language].noItem(library.edition.version) }
    return { answer: facts }
  },
})
