import type { AuditedExam } from '@yingma/charge'
import {
  addChargeSessions,
  chargeSessions,
  createChargeAudit,
  getChargeAudit,
  getInstitution,
  judgeSessions,
  listChargeAudits,
  listSuspicions,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { id, idParams, line, page, pageOf } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { uploadedFile } from '../../http/uploaded-file.ts'
import { MOST_LINES, readCharges } from '../../prices/read-charges.ts'
import { readExamItems } from '../../prices/read-exam.ts'
import { defined } from '../catalogues/names.ts'
import { jobAnswer } from '../registry/jobs.ts'
import { job } from '../shapes.ts'
import { chargeAudit, chargedExam, suspicion, suspicionJson } from './charge-shapes.ts'
import { cents } from './price-shapes.ts'

const MOST_EXAMS = 2000
const MOST_SUSPICIONS = 5000
const FIRST = `the ${MOST_SUSPICIONS.toLocaleString('en')} with the most at stake; suspicionsTotal counts all, GET /suspicions and /suspicions/export give all`
const MiB = 1024 * 1024
const place = { title: line(200), jurisdiction: line(100).default('江西省').describe('whose price lists hold') }

const judgement = z.object({
  sessions: z.number().int(),
  suspicions: z.number().int(),
  stakeCents: cents.describe('warnings left out'),
  notQuoted: z.record(z.string(), z.number().int()).describe('exams that could not be held against a quote, by reason'),
})

/** Charge lines held against what their exams should cost: suspicions, never verdicts. */
export function registerChargeAudits(instance: FastifyInstance, { standard, store, jobs, settings }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['charges']
  const limit = Math.min(settings.uploadLimit, 64 * MiB)

  app.get(
    '/institutions/:id/charge-audits',
    {
      schema: {
        tags,
        summary: 'Audits of charge lines, newest first',
        description: "For the institution's price officers and administrators, and the insurer's auditors of its area.",
        params: idParams,
        querystring: z.strictObject(page),
        response: { 200: pageOf(chargeAudit) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'charge.read', (await getInstitution(transaction, request.params.id)).path)
        const { total, rows } = await listChargeAudits(transaction, request.params.id, request.query)
        return { total, rows: [...rows] }
      }),
  )

  app.post(
    '/institutions/:id/charge-audits',
    {
      bodyLimit: 8 * MiB,
      schema: {
        tags,
        summary: `Audit up to ${MOST_EXAMS.toLocaleString('en')} exams with their charge lines at once`,
        description:
          'Exams are held against the price list of their day; lines and suspicions stay in the registry. Lines with a negative quantity net out against those that they take back. An exam whose name cannot be read is counted in notQuoted (price-nothing-asked). More exams: upload a table.',
        params: idParams,
        body: z.strictObject({ ...place, exams: z.array(chargedExam).min(1).max(MOST_EXAMS) }),
        response: {
          201: z.object({
            audit: chargeAudit,
            judgement,
            suspicions: z.array(suspicion).describe(FIRST),
            suspicionsTotal: z.number().int(),
            suspicionsCut: z.boolean().describe('whether there are more than this answer holds'),
          }),
        },
      },
    },
    async (request, reply) => {
      const { exams, ...made } = request.body
      const institutionId = request.params.id
      const read = exams.map((exam): AuditedExam => {
        // One name that cannot be read is no reason to leave the others unjudged: its exam is counted as not quoted.
        const found = readExamItems(exam.items, standard)
        return { ...defined(exam), items: found.ok ? found.items : [], lines: exam.lines.map((one) => defined(one)) }
      })
      const answer = await store.asTenant(actorIn(request), async (transaction) => {
        const { userId } = must(request, 'charge.audit', (await getInstitution(transaction, institutionId)).path)
        const auditId = await createChargeAudit(transaction, userId, { institutionId, ...made })
        const sessions = await addChargeSessions(transaction, { id: auditId, institutionId }, read)
        const judged = await judgeSessions(transaction, { institutionId, ...made }, sessions, standard.prices)
        const found = await listSuspicions(transaction, { auditId }, { limit: MOST_SUSPICIONS, offset: 0 })
        return { audit: await getChargeAudit(transaction, auditId), judged, found }
      })
      const { path: _, ...audit } = answer.audit
      const language = languageOf(request)
      return reply.code(201).send({
        audit,
        judgement: { ...answer.judged, notQuoted: { ...answer.judged.notQuoted } },
        suspicions: answer.found.rows.map((one) => suspicionJson(one, standard.prices, language)),
        suspicionsTotal: answer.found.total,
        suspicionsCut: answer.found.total > answer.found.rows.length,
      })
    },
  )

  app.post(
    '/institutions/:id/charge-audits/upload',
    {
      bodyLimit: limit + 64 * 1024,
      schema: {
        tags,
        summary: 'Audit a table of charge lines as a job (multipart field "file")',
        description: `A line a charge: order, day, codes of standard items or the exam name, insurance code, quantity, amount; sex, film, guidance … are used where there are such columns. At most ${Math.round(limit / MiB)} MiB and ${MOST_LINES.toLocaleString('en')} lines. Columns that look like persons are left out.`,
        params: idParams,
        querystring: z.strictObject({ ...place, title: line(200).default('upload') }),
        consumes: ['multipart/form-data'],
        response: { 202: z.object({ audit: chargeAudit, job }) },
      },
    },
    async (request, reply) => {
      const institutionId = request.params.id
      const { userId } = await store.readAsTenant(actorIn(request), async (transaction) =>
        must(request, 'charge.audit', (await getInstitution(transaction, institutionId)).path),
      )
      const { bytes, name } = await uploadedFile(request, limit)
      const exams = await readCharges(bytes, name, standard, languageOf(request))
      const answer = await store.asTenant(actorIn(request), async (transaction) => {
        const auditId = await createChargeAudit(transaction, userId, { institutionId, ...request.query })
        for (let start = 0; start < exams.length; start += PIECE)
          await addChargeSessions(transaction, { id: auditId, institutionId }, exams.slice(start, start + PIECE))
        const { path: _, ...audit } = await getChargeAudit(transaction, auditId)
        // An audit without its job would look as if nothing had been found.
        const asked = { kind: 'audit', institutionId, requestedBy: userId, params: { auditId } } as const
        return { audit, job: jobAnswer(await jobs.enqueue(asked, transaction)) }
      })
      return reply.code(202).send(answer)
    },
  )

  app.get(
    '/charge-audits/:id',
    { schema: { tags, summary: 'An audit of charge lines', params: idParams, response: { 200: chargeAudit } } },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, ...audit } = await getChargeAudit(transaction, request.params.id)
        must(request, 'charge.read', path)
        return audit
      }),
  )

  app.get(
    '/charge-audits/:id/exams',
    {
      schema: {
        tags,
        summary: 'The exams of an audit with their charge lines, as they were handed in',
        params: idParams,
        querystring: z.strictObject({
          after: id.optional().describe('id of the last exam seen'),
          limit: z.coerce.number().int().min(1).max(500).default(50),
        }),
        response: {
          200: z.array(z.object({ id: z.uuid(), session: z.string(), day: z.string(), exam: z.unknown() })),
        },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, id: auditId } = await getChargeAudit(transaction, request.params.id)
        must(request, 'charge.read', path)
        return await chargeSessions(transaction, auditId, request.query)
      }),
  )
}

const PIECE = 2000
