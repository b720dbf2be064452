import type { Operations } from './operations.ts'

const PREFIX = '/api/v1'
/** Refusals that end by themselves, by signing in, or when somebody else is done. */
const PASSING: ReadonlySet<number> = new Set([401, 408, 409, 425, 429])

export type OperationName = keyof Operations
export type Answer<N extends OperationName> = Operations[N]['answer']

type Needs<N extends OperationName> = Omit<Operations[N], 'answer'> & {
  /** The version that the person saw, for decisions. */
  readonly ifMatch?: number
  readonly signal?: AbortSignal
}

/** What the server refused, or that it could not be reached (`code` `offline`, status 0). */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  /** Everything else that the problem says. */
  readonly data: Readonly<Record<string, unknown>>

  constructor(status: number, code: string, detail: string, data: Readonly<Record<string, unknown>> = {}) {
    super(detail)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.data = data
  }

  /** Whether the same request may succeed later: the server or the way to it failed, not what was asked. */
  get mayPass(): boolean {
    return this.status < 400 || this.status >= 500 || PASSING.has(this.status)
  }
}

let language = 'zh'
let whenSessionEnds: () => void = () => undefined

/** The language in which the server words its problems. */
export function askIn(spoken: string): void {
  language = spoken
}

/** Called when an answer says that the session is over. */
export function onSessionEnd(listener: () => void): void {
  whenSessionEnds = listener
}

/** Asks one operation of the API. Types come from the server's own schemas. Throws `ApiProblem`. */
export async function ask<N extends OperationName>(name: N, needs: Needs<N>): Promise<Answer<N>> {
  const response = await send(name, needs)
  return (response.status === 204 ? undefined : await response.json()) as Answer<N>
}

/** The body that hands a file in; made anew for each request. */
export function fileBody(file: File): FormData {
  const body = new FormData()
  body.append('file', file)
  return body
}

/** Asks for a file and hands it to the browser under the name that the server gives it. */
export async function askForFile<N extends OperationName>(name: N, needs: Needs<N>): Promise<void> {
  const response = await send(name, needs)
  const fileName = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'yingma'
  const url = URL.createObjectURL(await response.blob())
  const link = Object.assign(document.createElement('a'), { href: url, download: fileName })
  link.click()
  // The download has its own hold on the data once it has started.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

async function send<N extends OperationName>(name: N, needs: Needs<N>): Promise<Response> {
  const [method = 'GET', path = ''] = name.split(' ')
  const { params, query, body, ifMatch, signal } = needs as {
    params?: Record<string, unknown>
    query?: Record<string, unknown>
    body?: unknown
    ifMatch?: number
    signal?: AbortSignal
  }
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language }
  if (body !== undefined && !(body instanceof FormData)) headers['content-type'] = 'application/json'
  if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`
  const response = await reach(addressOf(path, params, query), {
    method,
    headers,
    ...(signal === undefined ? {} : { signal }),
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  })
  if (response.ok) return response
  throw await problemOf(response)
}

/** The address of an operation, for links that download. */
function addressOf(
  path: string,
  params: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params[key])))
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(key, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = search.toString()
  return PREFIX + filled + (text === '' ? '' : `?${text}`)
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init })
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    throw new ApiProblem(0, 'offline', '')
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const data = await response.json().then(
    (answer: unknown) => answer as Record<string, unknown>,
    () => ({}),
  )
  const { code = 'internal', detail = '' } = data as { code?: string; detail?: string }
  if (response.status === 401 && code !== 'sign-in-refused') whenSessionEnds()
  return new ApiProblem(response.status, code, detail, data)
}
