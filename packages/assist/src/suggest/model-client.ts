import { answerSchema, type Prompt } from './prompt.ts'
import type { ModelSettings } from './settings.ts'

/** What came back: the model's text with its cost in tokens, or why there is none. */
export type Reply =
  | { readonly ok: true; readonly text: string; readonly tokens: number }
  | { readonly ok: false; readonly why: 'timeout' | 'unreachable' | 'malformed' }

export interface ModelClient {
  readonly model: string
  ask(prompt: Prompt): Promise<Reply>
}

/** An answer is one small object; an endpoint that sends more is cut off. */
const MOST_BYTES = 64 * 1024
const MOST_ANSWER_TOKENS = 60
/** Characters a token, where the endpoint does not count. */
const CHARACTERS_A_TOKEN = 2

/** A client of the one operation that is needed, `POST /chat/completions`. It follows no redirect and never throws. */
export function createModelClient(settings: Pick<ModelSettings, 'url' | 'model' | 'key' | 'timeout'>): ModelClient {
  const address = `${settings.url.replace(/\/+$/u, '')}/chat/completions`
  return {
    model: settings.model,
    async ask(prompt) {
      const signal = AbortSignal.timeout(settings.timeout)
      try {
        const response = await fetch(address, {
          method: 'POST',
          redirect: 'error',
          signal,
          headers: {
            'content-type': 'application/json',
            ...(settings.key === undefined ? {} : { authorization: `Bearer ${settings.key}` }),
          },
          body: JSON.stringify(requestOf(prompt, settings.model)),
        })
        const body = await boundedText(response)
        if (!response.ok) return { ok: false, why: 'unreachable' }
        return body === undefined ? { ok: false, why: 'malformed' } : readReply(body, prompt)
      } catch (error) {
        if (signal.aborted) return { ok: false, why: 'timeout' }
        // fetch tells every failure of network and redirect as a TypeError.
        if (error instanceof TypeError) return { ok: false, why: 'unreachable' }
        throw error
      }
    },
  }
}

function requestOf(prompt: Prompt, model: string): object {
  return {
    model,
    messages: prompt.messages,
    temperature: 0,
    max_tokens: MOST_ANSWER_TOKENS,
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'pick', strict: true, schema: answerSchema(prompt) },
    },
  }
}

/** The body as text, or undefined when it is larger than any answer. */
async function boundedText(response: Response): Promise<string | undefined> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    if (bytes > MOST_BYTES) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function readReply(body: string, prompt: Prompt): Reply {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { ok: false, why: 'malformed' }
  }
  const { choices, usage } = (value ?? {}) as {
    readonly choices?: readonly { readonly message?: { readonly content?: unknown } }[]
    readonly usage?: { readonly total_tokens?: unknown }
  }
  const text = Array.isArray(choices) ? choices[0]?.message?.content : undefined
  if (typeof text !== 'string') return { ok: false, why: 'malformed' }
  const counted = usage?.total_tokens
  const asked = prompt.messages.reduce((sum, { content }) => sum + content.length, 0)
  const estimate = Math.ceil((asked + text.length) / CHARACTERS_A_TOKEN)
  return { ok: true, text, tokens: typeof counted === 'number' && counted > 0 ? counted : estimate }
}
