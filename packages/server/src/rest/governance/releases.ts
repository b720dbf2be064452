import { diffEditions } from '@yingma/core'
import {
  buildRegistryRollback,
  buildRelease,
  checkReleaseDay,
  type Draft,
  graceOn,
  listReleases,
  type RegistryRelease,
  readyOf,
  readyProposals,
} from '@yingma/govern'
import { Refusal, type Transaction } from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type GovernDesk, refusedDraft } from '../../govern/govern-desk.ts'
import { type BuiltRelease, publishRelease } from '../../govern/publish-release.ts'
import { actorIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { day, text } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { mustAnywhere } from './proposals.ts'

const version = z
  .string()
  .max(20)
  .regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/)

const migrationRow = z.object({
  code: z.string(),
  name: z.string(),
  successors: z.array(z.string()),
  reason: z.string(),
  retiredOn: z.string(),
  graceUntil: z.string(),
})

const order = z.strictObject({
  date: day,
  version: version.optional().describe('if not said, the one that follows from the changes'),
  graceMonths: z.number().int().min(0).max(120).default(12),
})
const asked = order.extend({ graceMonths: z.coerce.number().int().min(0).max(120).default(12) })

const titled = z.object({ id: z.uuid(), title: z.object({ zh: z.string(), en: z.string() }) })
const notes = z.object({ zh: z.string(), en: z.string() })

const preview = z
  .object({
    version: z.string(),
    before: z.string().describe('the release that it follows'),
    date: z.string(),
    items: z.object({ added: z.number().int(), retired: z.number().int(), reworded: z.number().int() }),
    notes,
    migration: z.array(migrationRow),
    proposals: z.array(titled),
  })
  .meta({ id: 'ReleasePreview' })

const release = z
  .object({
    version: z.string(),
    date: z.string(),
    at: z.string(),
    sha256: z.string().describe('of the items: code, id, name and facets, a line an item'),
    notes,
    migration: z.array(migrationRow),
    rollback: z
      .object({ undone: z.string(), earlier: z.string(), reason: z.string() })
      .nullable()
      .describe('the release whose words it takes back'),
    proposals: z.array(titled),
  })
  .meta({ id: 'Release' })

/** Releases of the standard made in this registry, and the feed that tells of them. */
export function registerReleases(instance: FastifyInstance, context: Context, desk: GovernDesk): void {
  const { store, settings } = context
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['governance']

  app.get(
    '/releases',
    { schema: { tags, summary: 'Releases made in this registry, newest first', response: { 200: z.array(release) } } },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => (await listReleases(transaction)).map(answerOf)),
  )

  app.post(
    '/releases',
    {
      schema: {
        tags,
        summary: 'Release every proposal that is ready',
        description: 'The signed folder is made by `yingma govern release`: the private key stays with the publisher.',
        body: order.extend({
          proposals: z
            .array(z.uuid())
            .max(10_000)
            .optional()
            .describe('those that you saw; refused where others are ready by now'),
        }),
        response: { 201: release },
      },
    },
    async (request, reply) => {
      const { userId } = mustAnywhere(request, 'standard.release')
      const made = await store.asTenant(actorIn(request), async (transaction) => {
        const built = await builtFrom(transaction, desk, request.body)
        mustBeSeen(built.proposals, request.body.proposals)
        return built
      })
      return reply.code(201).send(answerOf(await publishRelease(context, made, userId)))
    },
  )

  app.get(
    '/release-preview',
    {
      schema: {
        tags,
        summary:
          'The release of every proposal that is ready, as it would be: version, notes, what goes in; for publishers',
        querystring: asked,
        response: { 200: preview },
      },
    },
    (request) => {
      mustAnywhere(request, 'standard.release')
      return store.readAsTenant(actorIn(request), async (transaction) =>
        previewOf(await builtFrom(transaction, desk, request.query)),
      )
    },
  )

  app.get(
    '/releases/:version',
    {
      schema: {
        tags,
        summary: 'One release: notes, migration table, proposals',
        params: z.strictObject({ version }),
        response: { 200: release },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        return answerOf(await releaseOf(transaction, request.params.version))
      }),
  )

  app.post(
    '/releases/:version/rollback',
    {
      schema: {
        tags,
        summary:
          'Undo the last release by a new one with the words of the release before; codes, ids and retirements stay',
        params: z.strictObject({ version }),
        body: z.strictObject({ date: day, reason: text(2000, 1) }),
        response: { 201: release },
      },
    },
    async (request, reply) => {
      const { userId } = mustAnywhere(request, 'standard.release')
      const wanted = { undone: request.params.version, ...request.body, surroundings: desk.surroundings }
      const made = await store.asTenant(actorIn(request), async (transaction) => {
        await mustFollow(transaction, request.body.date)
        const [versions, last] = [await desk.chain.versions(transaction), await desk.chain.lastTwo(transaction)]
        const built = buildRegistryRollback({ ...wanted, versions, last, releases: await desk.released(transaction) })
        if (!built.ok) throw refusedDraft(built)
        const [earlier, before] = last as [Draft, Draft]
        const rollback = { undone: wanted.undone, earlier: earlier.edition.version, reason: wanted.reason }
        return { proposals: [], before: before.edition, release: built.release, rollback }
      })
      return reply.code(201).send(answerOf(await publishRelease(context, made, userId)))
    },
  )

  app.get(
    '/releases/:version/migration',
    {
      schema: {
        tags,
        summary: 'Items that a release retired, and how each code stands on a day: in use, in its grace window, ended',
        params: z.strictObject({ version }),
        querystring: z.strictObject({ on: day.optional().describe('today if not said') }),
        response: { 200: z.array(migrationRow.extend({ state: z.enum(['in-use', 'grace', 'ended']) })) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { migration } = await releaseOf(transaction, request.params.version)
        const on = request.query.on ?? new Date().toISOString().slice(0, 10)
        return migration.map((row) => ({ ...row, successors: [...row.successors], state: graceOn(row, on) }))
      }),
  )

  app.get(
    '/release-feed',
    {
      schema: {
        tags,
        summary: 'JSON Feed of releases, for systems that follow the standard; public',
        response: {
          200: z.object({
            version: z.literal('https://jsonfeed.org/version/1.1'),
            title: z.string(),
            home_page_url: z.string(),
            items: z.array(
              z.object({ id: z.string(), title: z.string(), content_text: z.string(), date_published: z.string() }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const language = languageOf(request)
      const releases = await store.asRegistry(undefined, listReleases)
      return {
        version: 'https://jsonfeed.org/version/1.1' as const,
        title: language === 'zh' ? '影码：标准的发布' : 'Yingma: releases of the standard',
        home_page_url: settings.publicUrl,
        items: releases.map((one) => ({
          id: one.version,
          title: one.version,
          content_text: one.notes[language],
          date_published: one.at,
        })),
      }
    },
  )
}

/** The release of every proposal that is ready, recorded nowhere yet; refused with the proposal that does not go with the others. */
async function builtFrom(
  transaction: Transaction,
  desk: GovernDesk,
  { date, graceMonths, version }: z.infer<typeof order>,
): Promise<BuiltRelease> {
  await mustFollow(transaction, date)
  const proposals = await readyProposals(transaction)
  const before = await desk.latest(transaction)
  const built = buildRelease({
    date,
    graceMonths,
    ...(version === undefined ? {} : { version }),
    before,
    releases: await desk.released(transaction),
    surroundings: desk.surroundings,
    proposals: proposals.map(readyOf),
  })
  if (!built.ok) throw refusedDraft(built)
  return { proposals, before: before.edition, release: built.release }
}

/** Releases follow one another: none has a day before that of the last one made here. */
async function mustFollow(transaction: Transaction, date: string): Promise<void> {
  const [last] = await listReleases(transaction)
  const problem = checkReleaseDay(date, last?.date ?? '', new Date().toISOString().slice(0, 10))
  if (problem !== null) throw new HttpProblem(problem)
}

/** Nothing is released that the publisher did not see in the preview, and nothing that they saw is left out. */
function mustBeSeen(proposals: BuiltRelease['proposals'], seen: readonly string[] | undefined): void {
  if (seen === undefined) return
  const ready = proposals.map(({ id }) => id)
  const changed = [...ready.filter((id) => !seen.includes(id)), ...seen.filter((id) => !ready.includes(id))]
  const [proposal] = changed
  if (proposal !== undefined) throw new HttpProblem({ code: 'govern-ready-changed', proposal }, { proposal })
}

function previewOf({ release: built, before, proposals }: BuiltRelease): z.infer<typeof preview> {
  const { added, retired, renamed, renamedEn } = diffEditions(before, built.draft.edition)
  return {
    version: built.manifest.version,
    before: before.version,
    date: built.manifest.date,
    items: { added: added.length, retired: retired.length, reworded: renamed.length + renamedEn.length },
    notes: { ...built.notes },
    migration: built.migration.map((row) => ({ ...row, successors: [...row.successors] })),
    proposals: proposals.map(({ id, proposal }) => ({ id, title: { ...proposal.content.title } })),
  }
}

async function releaseOf(transaction: Transaction, wanted: string): Promise<RegistryRelease> {
  const found = (await listReleases(transaction)).find((one) => one.version === wanted)
  if (!found) throw new Refusal({ code: 'not-found', kind: 'release', id: wanted })
  return found
}

function answerOf({ by: _by, proposals, migration, rollback, ...rest }: RegistryRelease): z.infer<typeof release> {
  return {
    ...rest,
    notes: { ...rest.notes },
    rollback: rollback === undefined ? null : { ...rollback },
    migration: migration.map((row) => ({ ...row, successors: [...row.successors] })),
    proposals: proposals.map(({ id, title }) => ({ id, title: { ...title } })),
  }
}
