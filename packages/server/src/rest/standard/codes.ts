import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context } from '../../http/context.ts'
import { line } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { HttpProblem, renderServerProblem } from '../../problems/server-problem.ts'
import { createDecode, decodedCode } from './standard-answers.ts'

const words = z.strictObject({
  modality: line(40),
  device: line(40).optional(),
  part: line(80).optional(),
  side: line(20).optional(),
  scan: line(80).optional(),
  processing: line(80).optional(),
  position: line(80).optional(),
  route: line(40).optional(),
  detail: line(80).optional(),
  image: line(40).optional(),
  process: line(40).optional(),
  dose: line(40).optional(),
})

/** Codes: decode, validate, encode, neighbours. Public, answered from memory. */
export function registerCodes(instance: FastifyInstance, { standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const decode = createDecode(standard)
  const tags = ['standard']

  app.get(
    '/decode/:code',
    {
      schema: {
        tags,
        summary: 'What a code says',
        description:
          'Any letter case, with or without check character, local suffixes too. An unreadable code is an answer, not an error.',
        params: z.strictObject({ code: line(60) }),
        querystring: z.strictObject({ neighbours: z.enum(['true', 'false']).default('false') }),
        response: { 200: decodedCode },
      },
    },
    (request) => decode(request.params.code, languageOf(request), request.query.neighbours === 'true'),
  )

  app.post(
    '/decode',
    {
      bodyLimit: 2 * 1024 * 1024,
      schema: {
        tags,
        summary: 'What many codes say',
        body: z.strictObject({
          codes: z.array(z.string().max(60)).min(1).max(10_000),
          neighbours: z.boolean().default(false),
        }),
        response: { 200: z.array(decodedCode) },
      },
    },
    (request) => {
      const language = languageOf(request)
      return request.body.codes.map((code) => decode(code, language, request.body.neighbours))
    },
  )

  app.post(
    '/encode',
    {
      schema: {
        tags,
        summary: 'The code of an exam given in words or facet codes',
        body: words,
        response: { 200: decodedCode },
      },
    },
    (request) => {
      const asked = Object.fromEntries(Object.entries(request.body).filter(([, value]) => value !== undefined))
      const encoded = standard.encode(asked as { modality: string })
      if (!encoded.ok) {
        const language = languageOf(request)
        throw new HttpProblem(
          {
            code: 'request-invalid',
            errors: encoded.problems.map((problem) => ({
              in: 'body' as const,
              field: 'facet' in problem ? problem.facet : '',
              rule: problem.code,
              message: renderServerProblem(problem, language),
            })),
          },
          { offers: encoded.problems },
        )
      }
      return decode(encoded.decoded.code, languageOf(request), false)
    },
  )
}
