import { coverageOf } from '@yingma/charge'
import { STATES, type State } from '@yingma/normalise'
import { z } from 'zod'
import { line, localName, next, page, pageOf } from '../fields.ts'
import { agentTexts } from '../texts/agent-texts.ts'
import { defineTool, type ToolContext } from '../tool.ts'
import { readName } from './normalise.ts'

const share = z.object({ names: z.number().int(), exams: z.number() })

const output = z.object({
  edition: z.string(),
  names: z
    .object({
      total: share,
      byState: z.partialRecord(z.enum(STATES), share),
      open: z.array(z.object({ at: z.number().int(), state: z.enum(STATES), exams: z.number() })),
      next,
    })
    .optional()
    .describe('how much of a list of local names has items; `open` are those that a person must see, most exams first'),
  schedule: z
    .object({
      id: z.string(),
      items: z.number().int(),
      priced: z.number().int(),
      partly: z.number().int(),
      unpriced: z.record(z.string(), z.number().int()),
      withoutPrice: z.array(z.string()),
      next,
    })
    .optional()
    .describe('how many items of the edition a price schedule prices'),
  catalogue: z
    .object({
      id: z.string(),
      title: z.string(),
      names: z.number().int(),
      needsSecond: z.number().int(),
      byStatus: z.record(z.string(), share),
    })
    .optional()
    .describe('how far a catalogue of the registry is decided'),
})

export const coverage = defineTool({
  name: 'coverage',
  title: { zh: '覆盖情况', en: 'Coverage' },
  description: {
    zh: '三者选一：names 一份本院名称有多少能对到项目；schedule 一个价表给多少项目定了价；catalogue 登记库里一份目录决定到哪一步（需密钥）。',
    en: 'One of three: names, how much of a list of local names has items; schedule, how many items a price schedule prices; catalogue, how far one of the registry is decided (needs a key).',
  },
  input: z.strictObject({
    names: z.array(localName).min(1).max(1000).optional(),
    schedule: line(80).optional(),
    catalogue: z.uuid().optional(),
    ...page,
  }),
  output,
  async run(input, context) {
    const { names, schedule, catalogue } = input
    const edition = context.library.edition.version
    const texts = agentTexts[context.language]
    if ([names, schedule, catalogue].filter((asked) => asked !== undefined).length !== 1)
      return { problem: texts.oneQuestion }
    if (names !== undefined) return { answer: { edition, names: ofNames(names, input, context) } }
    if (schedule !== undefined) {
      const found = ofSchedule(schedule, input, context)
      if (found !== undefined) return { answer: { edition, schedule: found } }
      return { problem: texts.noSchedule(context.library.schedules.map(({ id }) => id)) }
    }
    if (context.access.catalogues === undefined) return { problem: texts.noCatalogues }
    const read = await context.access.catalogues(catalogue ?? '')
    return read.ok ? { answer: { edition, catalogue: read.value } } : { problem: read.text }
  },
})

interface Page {
  readonly limit: number
  readonly offset: number
}

function ofNames(names: readonly z.infer<typeof localName>[], asked: Page, context: ToolContext) {
  const read = names.map((name, at) => ({ at, state: readName(name, context).state, exams: name.count ?? 1 }))
  const byState: Partial<Record<State, z.infer<typeof share>>> = {}
  for (const { state, exams } of read) {
    const known = byState[state] ?? { names: 0, exams: 0 }
    byState[state] = { names: known.names + 1, exams: known.exams + exams }
  }
  const open = read
    .filter(({ state }) => state !== 'mapped' && state !== 'not-exam')
    .sort((a, b) => b.exams - a.exams || a.at - b.at)
  const { entries, next: following } = pageOf(open, asked)
  const exams = read.reduce((sum, one) => sum + one.exams, 0)
  return { total: { names: read.length, exams }, byState, open: entries, next: following }
}

function ofSchedule(id: string, asked: Page, { library }: ToolContext) {
  const schedule = library.schedules.find((one) => one.id === id)
  if (schedule === undefined) return undefined
  const { items, priced, partly, unpriced, unmapped } = coverageOf(library.pricerOf(schedule))
  const reasons = Object.entries(unpriced)
  const { entries, next: following } = pageOf([...reasons.flatMap(([, codes]) => codes), ...unmapped], asked)
  return {
    id,
    items,
    priced,
    partly,
    unpriced: Object.fromEntries([
      ...reasons.map(([why, codes]) => [why, codes.length]),
      ['unmapped', unmapped.length],
    ]),
    withoutPrice: entries,
    next: following,
  }
}
