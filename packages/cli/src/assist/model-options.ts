import {
  type AnswerCache,
  type AssistProblem,
  createAnswerCache,
  createBudget,
  createModelClient,
  createSuggester,
  DEFAULT_LIMITS,
  type Suggester,
} from '@yingma/assist'
import type { Edition } from '@yingma/core'
import type { Call, Options } from '../command-line/call.ts'
import type { ExitCode, Option } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import type { UsageProblem } from '../command-line/usage-problem.ts'
import { assistCatalogue } from './assist-catalogue.ts'

/** The options that say which model may be asked; without `--model-url` none is. */
export const MODEL_OPTIONS: readonly Option[] = [
  {
    name: 'model-url',
    value: 'URL',
    text: {
      zh: '模型的地址（OpenAI 协议，如 http://127.0.0.1:11434/v1）；密钥取自 YINGMA_MODEL_KEY',
      en: 'address of the model (OpenAI protocol, e.g. http://127.0.0.1:11434/v1); its key is that of YINGMA_MODEL_KEY',
    },
  },
  { name: 'model', value: 'NAME', text: { zh: '模型的名称', en: 'name of the model' } },
  {
    name: 'most-requests',
    value: 'N',
    text: {
      zh: `最多提问几次（每个名称两次），默认 ${DEFAULT_LIMITS.mostRequests}`,
      en: `ask at most so often (twice a name), ${DEFAULT_LIMITS.mostRequests} if not said`,
    },
  },
  {
    name: 'per-minute',
    value: 'N',
    text: {
      zh: `每分钟最多几次，默认 ${DEFAULT_LIMITS.requestsPerMinute}`,
      en: `at most so often a minute, ${DEFAULT_LIMITS.requestsPerMinute} if not said`,
    },
  },
  {
    name: 'timeout',
    value: 'SECONDS',
    text: { zh: '一次回答最多等几秒，默认 30', en: 'seconds that an answer may take, 30 if not said' },
  },
  {
    name: 'cache',
    value: 'FILE',
    text: {
      zh: '保留回答的文件，再次运行时不重复提问',
      en: 'file that keeps the answers: a second run does not ask again',
    },
  },
]

export type ModelOpened =
  | { readonly ok: true; readonly suggester: Suggester; readonly isElsewhere: boolean }
  | { readonly ok: false; readonly problems: readonly UsageProblem[]; readonly unreadable?: AssistProblem }

const NUMBERS = { 'most-requests': 1_000_000, 'per-minute': 60_000, timeout: 600 } as const
const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Makes what asks the model of `--model-url`, within the limits of the call. Nothing is sent yet. */
export function openModel(options: Options, edition: Edition, key = process.env.YINGMA_MODEL_KEY): ModelOpened {
  const [url, model] = [options.get('model-url') ?? '', options.get('model')]
  const problems: UsageProblem[] = []
  if (model === undefined) problems.push({ code: 'cli-option-missing', option: 'model' })
  if (!URL.canParse(url) || !/^https?:$/u.test(new URL(url).protocol))
    problems.push({
      code: 'cli-value-not-allowed',
      option: 'model-url',
      value: url,
      allowed: ['http://127.0.0.1:11434/v1'],
    })
  const number = (name: keyof typeof NUMBERS, fallback: number): number => {
    const text = options.get(name) ?? String(fallback)
    const value = /^\d{1,7}$/u.test(text) ? Number(text) : 0
    if (value < 1 || value > NUMBERS[name])
      problems.push({ code: 'cli-value-not-allowed', option: name, value: text, allowed: [`1 … ${NUMBERS[name]}`] })
    return value
  }
  const limits = {
    mostRequests: number('most-requests', DEFAULT_LIMITS.mostRequests),
    requestsPerMinute: number('per-minute', DEFAULT_LIMITS.requestsPerMinute),
    mostTokens: DEFAULT_LIMITS.mostTokens,
  }
  const timeout = number('timeout', DEFAULT_LIMITS.timeout / 1000) * 1000
  if (problems.length > 0 || model === undefined) return { ok: false, problems }
  const client = createModelClient({ url, model, timeout, ...(key ? { key } : {}) })
  const cache = openCache(options.get('cache'))
  if ('code' in cache) return { ok: false, problems: [], unreadable: cache }
  const suggester = createSuggester({ client, budget: createBudget(limits), cache, edition })
  return { ok: true, suggester, isElsewhere: !LOCAL_HOSTS.has(new URL(url).hostname) }
}

function openCache(file: string | undefined): AnswerCache | AssistProblem {
  try {
    return createAnswerCache(file)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return { code: 'eval-file-unreadable', file: file ?? '', reason: message }
  }
}

/** Says why no model was opened; gives the exit code back. */
export function refuseModel(call: Call, { problems, unreadable }: Extract<ModelOpened, { ok: false }>): ExitCode {
  if (unreadable === undefined) return refuseUsage(call, ...problems)
  return sayProblems({ catalogue: assistCatalogue, problems: [unreadable] }, call, 1)
}

/** Options of a model without an address are a mistake: nothing would be asked. */
export function modelWithoutAddress(options: Options): UsageProblem | undefined {
  if (options.has('model-url')) return undefined
  const given = MODEL_OPTIONS.find(({ name }) => options.has(name))
  return given && { code: 'cli-option-needs-option', option: given.name, other: '--model-url' }
}
