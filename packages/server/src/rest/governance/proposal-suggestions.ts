import { contentSchema, indexNames, type MissingItem, missingItems, type NameIndex } from '@yingma/govern'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { GovernDesk } from '../../govern/govern-desk.ts'
import { actorIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { line, pageOf } from '../../http/fields.ts'
import { mustAnywhere } from './proposals.ts'

const suggestion = z
  .object({ code: z.string(), exams: z.number(), institutions: z.number().int(), content: contentSchema })
  .meta({ id: 'ProposalSuggestion' })

const ORDERS = ['exams', 'institutions'] as const
/** Where a page ended: the figure of its last row and its code, so that it holds when that row is gone by then. */
const CURSOR = /^(\d{1,13})-([0-9A-Za-z-]{1,40})$/

const asked = z.strictObject({
  exams: z.coerce.number().int().min(1).max(1e9).default(100).describe('at least'),
  institutions: z.coerce.number().int().min(1).max(1e6).default(1).describe('at least'),
  text: line(100, 0).default('').describe('in the code, the title or a name'),
  order: z.enum(ORDERS).default('exams').describe('the largest first'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: z.string().max(60).regex(CURSOR).optional().describe('`next` of the page before, in the same order'),
})

/** Proposals that local names ask for by themselves: of all names that somebody may see, or of one. */
export function registerProposalSuggestions(instance: FastifyInstance, { store }: Context, desk: GovernDesk): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['governance']
  // What all names ask for takes seconds to find out; it is kept as long as the names are.
  const known = new WeakMap<NameIndex, readonly MissingItem[]>()
  const missingIn = (index: NameIndex): readonly MissingItem[] => {
    const found = known.get(index) ?? missingItems(index, { exams: 1, institutions: 1 })
    known.set(index, found)
    return found
  }

  app.get(
    '/proposal-suggestions',
    {
      schema: {
        tags,
        summary: 'Drafts for combinations that the names you may see ask for and no item has, the most used first',
        querystring: asked,
        response: {
          200: pageOf(suggestion).extend({
            exams: z.number().describe('of all that the filter leaves'),
            next: z.string().nullable().describe('where the next page begins; null at the end'),
          }),
        },
      },
    },
    async (request) => {
      mustAnywhere(request, 'standard.propose')
      const draft = await store.readAsTenant(actorIn(request), desk.latest)
      return pageFrom(missingIn(await desk.namesOf(store, actorIn(request), draft)), request.query)
    },
  )

  app.post(
    '/proposal-suggestions',
    {
      schema: {
        tags,
        summary: 'The draft that one name asks for; empty where no item is missing, or none can be told',
        body: z.strictObject({
          name: line(500),
          modality: line(60, 0).default(''),
          exams: z.number().int().min(0).max(1e12).default(0),
        }),
        response: { 200: z.array(suggestion) },
      },
    },
    async (request) => {
      mustAnywhere(request, 'standard.propose')
      const draft = await store.readAsTenant(actorIn(request), desk.latest)
      const asked = { id: '', institution: '', decided: null, ...request.body }
      const index = indexNames(draft, desk.surroundings, [asked])
      return answerOf(missingItems(index, { exams: 0, institutions: 1 }))
    },
  )
}

/** The rows after the cursor, with the totals over all that the filter leaves. */
function pageFrom(found: readonly MissingItem[], { order, limit, after, ...filter }: z.infer<typeof asked>) {
  const left = found
    .filter((one) => isWanted(one, filter))
    .sort((a, b) => b[order] - a[order] || (a.code < b.code ? -1 : 1))
  const [, figure = '', code = ''] = CURSOR.exec(after ?? '') ?? []
  const isBehind = (one: MissingItem): boolean =>
    one[order] < Number(figure) || (one[order] === Number(figure) && one.code > code)
  const start = after === undefined ? 0 : left.findIndex(isBehind)
  const rows = start < 0 ? [] : left.slice(start, start + limit)
  const last = start < 0 || start + limit >= left.length ? undefined : rows.at(-1)
  return {
    total: left.length,
    exams: left.reduce((sum, one) => sum + one.exams, 0),
    rows: answerOf(rows),
    next: last === undefined ? null : `${last[order]}-${last.code}`,
  }
}

function isWanted(
  { code, exams, institutions, content: { title, names } }: MissingItem,
  least: Pick<z.infer<typeof asked>, 'exams' | 'institutions' | 'text'>,
): boolean {
  if (exams < least.exams || institutions < least.institutions) return false
  const wanted = least.text.trim().toLowerCase()
  const said = [code, title.zh, title.en, ...names.map(({ name }) => name)]
  return wanted === '' || said.some((text) => text.toLowerCase().includes(wanted))
}

/** Lists are read-only inside governance; answers are plain arrays. */
function answerOf(found: readonly MissingItem[]): z.infer<typeof suggestion>[] {
  return structuredClone(found) as unknown as z.infer<typeof suggestion>[]
}
