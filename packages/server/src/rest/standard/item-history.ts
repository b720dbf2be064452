import { type Item, type ItemEvent, itemHistory } from '@yingma/core'
import {
  type KeptProposal,
  listReleases,
  proposalsAbout,
  readyOf,
  STAGES,
  subjectsOf,
  touchesItem,
} from '@yingma/govern'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { ServedEdition } from '../../fhir/library/served-editions.ts'
import type { Context } from '../../http/context.ts'
import { codeText } from '../../http/fields.ts'
import { mayAnywhere } from '../governance/proposals.ts'
import { mustItem } from './standard-answers.ts'

const EVENT_KINDS = ['added', 'renamed', 'renamed-en', 'recoded', 'retired', 'revived', 'removed'] as const

const event = z.object({
  version: z.string(),
  date: z.string().describe('of the edition'),
  edition: z.enum(['draft', 'active', 'retired']).describe('draft: the coming edition, nothing of it is settled'),
  kind: z.enum(EVENT_KINDS),
  before: z.string().optional().describe('name or code before'),
  after: z.string().optional(),
  successors: z.array(z.string()).optional(),
})

const proposal = z.object({
  id: z.uuid(),
  title: z.object({ zh: z.string(), en: z.string() }),
  stage: z.enum(STAGES),
  releasedIn: z.string().nullable(),
})

const history = z
  .object({ conceptId: z.string(), events: z.array(event), proposals: z.array(proposal) })
  .meta({ id: 'ItemHistory' })

type ProposalRow = z.infer<typeof proposal>

/** Where an item comes from: what each served edition, oldest first, did to it, and the proposals about it. */
export function registerItemHistory(
  instance: FastifyInstance,
  { store, standard }: Context,
  editions: () => readonly ServedEdition[],
): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()

  app.get(
    '/items/:code/history',
    {
      schema: {
        tags: ['standard'],
        summary: 'What became of an item from edition to edition, and the proposals about it',
        description:
          'Proposals that were released are public, as they are in the notes of their release; others are given to people who may propose.',
        params: z.strictObject({ code: codeText }),
        response: { 200: history },
      },
    },
    async (request) => {
      const item = mustItem(standard, request.params.code)
      const served = new Map(editions().map((one) => [one.edition.version, one.publication]))
      const course = itemHistory(
        editions().map(({ edition }) => edition),
        item.conceptId,
      )
      const proposals = [...(await underWay(request, item)), ...(await released(item))]
      return {
        conceptId: item.conceptId,
        events: course.map((one) => {
          const { date, status } = served.get(one.version)!
          return { version: one.version, date, edition: status, ...changeOf(one) }
        }),
        proposals,
      }
    },
  )

  const concerns = (item: Item, changes: KeptProposal['proposal']['content']['changes']): boolean =>
    changes.some((change) => touchesItem(change, item, standard.edition))

  async function released(item: Item): Promise<ProposalRow[]> {
    const releases = await store.asRegistry(undefined, listReleases)
    return releases.flatMap(({ version, proposals }) =>
      proposals
        .filter(({ changes }) => concerns(item, changes))
        .map(({ id, title }) => ({ id, title: { ...title }, stage: 'released' as const, releasedIn: version })),
    )
  }

  async function underWay({ principal }: FastifyRequest, item: Item): Promise<ProposalRow[]> {
    if (principal === undefined || !mayAnywhere(principal, 'standard.propose')) return []
    const subjects = subjectsOf(item, standard.edition)
    const rows = await store.asRegistry(principal.userId, (transaction) => proposalsAbout(transaction, subjects))
    return rows
      .filter(({ proposal: { stage, content } }) => stage !== 'released' && concerns(item, content.changes))
      .map((kept) => ({ id: kept.id, title: { ...readyOf(kept).title }, stage: kept.proposal.stage, releasedIn: null }))
  }
}

function changeOf(one: ItemEvent): Pick<z.infer<typeof event>, 'kind' | 'before' | 'after' | 'successors'> {
  if ('before' in one) return { kind: one.kind, before: one.before, after: one.after }
  return one.kind === 'retired' ? { kind: one.kind, successors: [...one.successors] } : { kind: one.kind }
}
