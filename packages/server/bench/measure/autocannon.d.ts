/** The part of the load generator that is used here; it ships no types of its own. */
declare module 'autocannon' {
  interface Request {
    readonly method?: string
    readonly path: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  }

  interface Options {
    readonly url: string
    readonly connections: number
    /** Seconds. */
    readonly duration?: number
    /** Requests in all, instead of a duration. */
    readonly amount?: number
    readonly requests?: readonly {
      readonly setupRequest: (request: Request) => Request
    }[]
  }

  interface Result {
    readonly requests: { readonly average: number; readonly total: number; readonly sent: number }
    readonly latency: { readonly p50: number; readonly p99: number }
    readonly duration: number
    readonly errors: number
    readonly timeouts: number
    readonly non2xx: number
  }

  export default function autocannon(options: Options): Promise<Result>
}
