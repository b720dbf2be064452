/** How a model is reached and how much it may be asked. There is no model unless somebody says where. */
export interface ModelSettings {
  /** Address up to `/v1` of an endpoint that speaks the OpenAI protocol, on this machine or another. */
  readonly url: string
  readonly model: string
  /** Shown as a bearer token; local models need none. */
  readonly key?: string
  /** For one answer, in milliseconds. */
  readonly timeout: number
  readonly requestsPerMinute: number
  /** Requests of one run. */
  readonly mostRequests: number
  /** Tokens of one run, as the endpoint counts them; where it does not, estimated. */
  readonly mostTokens: number
}

export const DEFAULT_LIMITS = {
  timeout: 30_000,
  requestsPerMinute: 120,
  mostRequests: 2000,
  mostTokens: 2_000_000,
} as const satisfies Omit<ModelSettings, 'url' | 'model' | 'key'>
