import { type Normalised, type NormaliseInput, RELATIONS, resultTexts, STATES } from '@yingma/normalise'
import { z } from 'zod'
import { localName, next, page, pageOf } from '../fields.ts'
import type { ToolContext } from '../tool.ts'
import { defineTool, said } from '../tool.ts'

/** An item as it was chosen; `code: null` is an exam for which the edition has no item. */
export const chosenItem = z.object({
  code: z.string().nullable(),
  name: z.string().nullable(),
  relation: z.enum(RELATIONS).describe('narrower: the local name says more than the item'),
  missing: z.array(z.string()),
  closest: z.array(z.object({ code: z.string(), name: z.string() })),
})

/** A reading in short. Names are not repeated: `at` is the place in the question. */
const reading = z.object({
  at: z.number().int(),
  state: z.enum(STATES),
  stateText: z.string(),
  confidence: z.number(),
  items: z.array(chosenItem),
  candidates: z.array(z.object({ codes: z.array(z.string()), why: z.string() })),
  modifiers: z.array(z.string()),
  flags: z.array(z.string()),
  reason: z.string().nullable(),
})

export const normalise = defineTool({
  name: 'normalise',
  title: { zh: '本院名称 → 标准项目', en: 'Local names → standard items' },
  description: {
    zh: '把本院检查名称读成标准项目的集合，每个名称有状态：mapped 可用；review、ambiguous、conflict 要由人决定；no-item 没有项目；not-exam 不是检查。名称按 at 对应，不重复写出。理由用 explain。',
    en: 'Reads local exam names as sets of standard items, each with a state: mapped can be used; review, ambiguous and conflict are for a person; no-item has none; not-exam is no exam. `at` is the place in the list; names are not repeated. Reasons: explain.',
  },
  input: z.strictObject({ names: z.array(localName).min(1).max(1000), ...page }),
  output: z.object({ edition: z.string(), readings: z.array(reading), total: z.number().int(), next }),
  run({ names, limit, offset }, context) {
    const { entries, total, next: following } = pageOf([...names.entries()], { limit, offset })
    const readings = entries.map(([at, name]) => readingOf(at, readName(name, context), context))
    return { answer: { edition: context.library.edition.version, readings, total, next: following } }
  },
})

/** Reads one name with the columns that were said. */
export function readName(name: z.infer<typeof localName>, { library }: ToolContext): Normalised {
  return library.normaliser.normalise(said(name) as NormaliseInput)
}

/** The chosen items with their names. */
export function chosenItems({ items }: Normalised, { library }: ToolContext): z.infer<typeof chosenItem>[] {
  const nameOf = (code: string) => library.edition.byCode.get(code.toUpperCase())?.name ?? code
  return items.map(({ code, relation, missing = [], closest = [] }) => ({
    code,
    name: code === null ? null : nameOf(code),
    relation,
    missing: [...missing],
    closest: closest.slice(0, 8).map((near) => ({ code: near, name: nameOf(near) })),
  }))
}

function readingOf(at: number, result: Normalised, context: ToolContext): z.infer<typeof reading> {
  const texts = resultTexts[context.language]
  const { state, confidence, modifiers, flags, reason } = result
  return {
    at,
    state,
    stateText: texts.states[state],
    confidence,
    items: chosenItems(result, context),
    candidates: result.candidates.slice(0, 12).map(({ codes, why }) => ({ codes: [...codes], why })),
    modifiers: [...modifiers],
    flags: [...flags],
    reason: reason ?? null,
  }
}
