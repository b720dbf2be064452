import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import {
  createRecogniser,
  type InsightProblem,
  insightProblems,
  type OrderedVerdict,
  REPEAT_REASON_IDS,
  readRecognitionRequests,
} from '@yingma/insight'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { readLists } from '../insight/read-lists.ts'

export const command: Command = {
  usage: 'FILE --list FILE',
  operands: { min: 1, max: 1 },
  text: {
    zh: `对照区域互认清单，判断先前的检查能否代替要做的检查。输入一行一个 JSON：{"intended":{"codes":[…],"at":"2025-06-20","reason":…},"earlier":[{"id":"…","codes":[…],"institution":"…","at":"2025-06-01","marks":[…]}]}，- 为标准输入。患者只用假名。重复的理由：${REPEAT_REASON_IDS.join('、')}。`,
    en: `Says against the recognition lists of a region whether earlier exams stand for those intended. One JSON a line: {"intended":{"codes":[…],"at":"2025-06-20","reason":…},"earlier":[{"id":"…","codes":[…],"institution":"…","at":"2025-06-01","marks":[…]}]}; - is the standard input. Patients are pseudonymous. Reasons to repeat: ${REPEAT_REASON_IDS.join(', ')}.`,
  },
  options: [
    {
      name: 'list',
      short: 'l',
      value: 'FILE',
      repeat: true,
      text: { zh: '区域互认清单（JSON）', en: 'recognition list of a region (JSON)' },
    },
  ],
  examples: [
    { line: 'yingma recognise orders.jsonl --list region.json', text: { zh: '逐条给出', en: 'one answer a line' } },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, operands } = call
  if (!options.has('list')) return refuseUsage(call, { code: 'cli-option-missing', option: 'list' })
  return withEdition(call, async (edition) => {
    const lists = readLists(options.all('list'), edition)
    if (lists.problems.length > 0) return refuse(call, lists.problems)
    const requests = await readRequests(operands[0] ?? '')
    if (!requests.ok) return refuse(call, requests.problems)
    const { recognise } = createRecogniser(edition, lists.read)
    for (const { intended, earlier } of requests.value) {
      const orders = recognise(intended, earlier)
      if (call.json) call.terminal.out(`${JSON.stringify({ orders })}\n`)
      else for (const order of orders) call.terminal.out(`${sentence(order, call)}\n`)
    }
    return 0
  })
}

async function readRequests(file: string): Promise<ReturnType<typeof readRecognitionRequests>> {
  try {
    return readRecognitionRequests(file === '-' ? await text(process.stdin) : readFileSync(file, 'utf8'), file)
  } catch (error) {
    const problem: InsightProblem = { code: 'insight.file-unreadable', file, reason: (error as Error).message }
    return { ok: false, problems: [problem] }
  }
}

function refuse(call: Call, problems: readonly InsightProblem[]): ExitCode {
  return sayProblems({ catalogue: insightProblems, problems }, call, 1)
}

const ADVICE = {
  recognise: { zh: '可互认', en: 'recognise' },
  together: { zh: '合起来可互认', en: 'recognise together' },
  repeat: { zh: '有理由重复', en: 'repeat, with a reason' },
  perform: { zh: '应做', en: 'perform' },
} as const

function sentence({ code, advice, earlier }: OrderedVerdict, { language }: Call): string {
  const exams = earlier.map(({ exam, why, isRecognised }) => `${isRecognised ? '✓' : '✗'} ${exam} (${why.join(', ')})`)
  return [code, ADVICE[advice][language], ...exams].join('  ')
}
