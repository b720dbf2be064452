import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a simulated model sees of a question. */
export interface Question {
  readonly name: string
  readonly candidates: readonly { readonly id: string; readonly items: readonly string[] }[]
}

/** Text of the answer, or a function that answers the HTTP request itself. */
export type Behaviour = (question: Question, response: ServerResponse) => string | undefined

export interface ModelServer {
  readonly url: string
  /** Bodies of all requests, in order. */
  readonly requests: readonly string[]
  behave(behaviour: Behaviour): void
  stop(): Promise<void>
}

/** A server on this machine that speaks the protocol of chat completions and answers as it is told to. */
export async function startModelServer(behaviour: Behaviour): Promise<ModelServer> {
  let behave = behaviour
  const requests: string[] = []
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      requests.push(body)
      const { messages } = JSON.parse(body) as { messages: readonly { content: string }[] }
      const text = behave(JSON.parse(messages[1]?.content ?? '{}') as Question, response)
      if (text === undefined) return
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: text } }] }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    behave: (next) => {
      behave = next
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

/** The text of an answer that picks a candidate. */
export function picking(id: string | undefined): string {
  return JSON.stringify({ pick: id ?? 'none' })
}
