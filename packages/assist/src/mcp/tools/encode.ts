import { type ItemWords, renderProblem, type WordsProblem } from '@yingma/core'
import { z } from 'zod'
import { line } from '../fields.ts'
import { defineTool, said } from '../tool.ts'
import { decodedCode, decodedOf } from './decode.ts'

const offers = z.array(z.object({ code: z.string(), name: z.string() }))

export const encode = defineTool({
  name: 'encode',
  title: { zh: '由要素得出代码', en: 'The code of described facets' },
  description: {
    zh: '由设备类型、部位、侧别、扫描方式、体位等要素得出代码，每个要素可写代码、中文或英文。没说的不猜：found 为空时 questions 列出还要说什么、有哪些值可选。',
    en: 'The code of an exam given as modality, part, side, scan, position …, each by code, Chinese or English. What is not said is never guessed: without `found`, `questions` lists what to say and the values to choose from.',
  },
  input: z.strictObject({
    modality: line(40).describe('CT, MR, DR, CR, MG, RF, US, SPECT …'),
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
  }),
  output: z.object({
    edition: z.string(),
    found: decodedCode.nullable(),
    questions: z.array(z.object({ problem: z.string(), facet: z.string().nullable(), text: z.string(), offers })),
  }),
  run(words, { library, language }) {
    const encoded = library.encode(said(words) as ItemWords)
    const edition = library.edition.version
    if (encoded.ok) return { answer: { edition, found: decodedOf(encoded.decoded, language), questions: [] } }
    const questions = encoded.problems.map((problem) => ({
      problem: problem.code,
      facet: 'facet' in problem ? problem.facet : null,
      text: renderProblem(problem, language),
      offers: offersOf(problem),
    }))
    return { answer: { edition, found: null, questions } }
  },
})

function offersOf(problem: WordsProblem): z.infer<typeof offers> {
  if ('values' in problem) return [...problem.values]
  if ('near' in problem) return [...problem.near]
  return 'nearest' in problem ? [...problem.nearest] : []
}
