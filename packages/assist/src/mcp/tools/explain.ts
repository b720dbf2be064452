import type { Language } from '@yingma/core'
import { type Normalised, resultTexts, ruleText, STATES } from '@yingma/normalise'
import { z } from 'zod'
import { localName } from '../fields.ts'
import { defineTool } from '../tool.ts'
import { chosenItem, chosenItems, readName } from './normalise.ts'

const coded = z.object({ id: z.string(), text: z.string() })
const span = z.object({
  start: z.number().int().describe('UTF-16 offset into the name'),
  end: z.number().int(),
  text: z.string(),
  facet: z.string(),
})

export const explain = defineTool({
  name: 'explain',
  title: { zh: '说明名称怎样读', en: 'Why a name is read so' },
  description: {
    zh: '一个本院名称的读法和理由：哪些字给出哪个要素、用到的规则、按惯例取的要素、提示、落选的读法及原因。价格的理由在 quote 的 steps 里。',
    en: 'How one local name is read and why: which words gave which facet, rules, facets taken by convention, flags, and the readings that lost with the reason. The reasons of a price are in the steps of quote.',
  },
  input: localName,
  output: z.object({
    edition: z.string(),
    state: z.enum(STATES),
    stateText: z.string(),
    confidence: z.number(),
    reason: coded.nullable(),
    items: z.array(chosenItem.extend({ spans: z.array(span) })),
    byConvention: z.array(coded),
    modifiers: z.array(coded),
    classes: z.array(coded),
    flags: z.array(coded),
    rules: z.array(coded),
    lost: z.array(z.object({ codes: z.array(z.string()), why: coded })),
  }),
  run(input, context) {
    const { library, language } = context
    const result = readName(input, context)
    const chosen = chosenItems(result, context)
    const items = result.items.map(({ spans }, at) => ({ ...chosen[at]!, spans: spansOf(input.name, spans, language) }))
    return { answer: { edition: library.edition.version, ...wordsOf(result, language), items } }
  },
})

function wordsOf(result: Normalised, language: Language) {
  const texts = resultTexts[language]
  const said = (group: Readonly<Record<string, string>>, ids: readonly string[]) =>
    ids.map((id) => ({ id, text: group[id] ?? id }))
  const { state, confidence, reason } = result
  return {
    state,
    stateText: texts.states[state],
    confidence,
    reason: reason === undefined ? null : { id: reason, text: texts.reasons[reason] },
    byConvention: said(texts.facets, result.defaults),
    modifiers: said(texts.modifiers, result.modifiers),
    classes: said(texts.classes, result.classes),
    flags: said(texts.flags, result.flags),
    rules: result.rules.map((id) => ({ id, text: ruleText(id, language) })),
    lost: result.candidates
      .slice(0, 20)
      .map(({ codes, why }) => ({ codes: [...codes], why: { id: why, text: ruleText(why, language) } })),
  }
}

function spansOf(
  name: string,
  spans: Normalised['items'][number]['spans'],
  language: Language,
): z.infer<typeof span>[] {
  const facets: Readonly<Record<string, string>> = resultTexts[language].facets
  return spans.map(([start, end, facet]) => ({
    start,
    end,
    text: name.slice(start, end),
    facet: facets[facet] ?? facet,
  }))
}
