import type { PriceLibrary } from '@yingma/charge'
import type { Codec, Edition, ItemWords, Nearest, Search, WordsEncoded } from '@yingma/core'
import type { Normaliser } from '@yingma/normalise'
import type { createCoalescer, JobQueue, Store } from '@yingma/store'
import type { InsightDesk } from '../insight/desk.ts'
import type { Identity } from '../people/identity-provider.ts'
import type { Metrics } from './metrics.ts'

/** The standard as the API answers from it; held in memory. It never changes: after a release another app answers, from another. */
export interface Standard {
  readonly edition: Edition
  readonly normaliser: Normaliser
  readonly search: Search
  readonly codec: Codec
  readonly nearest: Nearest
  readonly encode: (words: ItemWords) => WordsEncoded
  /** The price schedules of standard/prices; read when somebody first asks for a price. */
  readonly prices: PriceLibrary
  /** Releases made in the registry that this one came of, oldest first; the last is the edition itself. */
  readonly releases: readonly RegistryEdition[]
}

/** An edition that was released in the registry and lies in no folder of releases. */
export interface RegistryEdition {
  readonly edition: Edition
  /** ISO day. */
  readonly date: string
}

/** What the handlers of an app work with. */
export interface Context {
  readonly store: Store
  readonly standard: Standard
  readonly jobs: JobQueue
  readonly decideTogether: ReturnType<typeof createCoalescer>
  readonly metrics: Metrics
  readonly settings: Settings
  readonly provider?: Identity
  /** Figures of standardised exams, where they are set up. */
  readonly insight?: InsightDesk
}

export interface Settings {
  /** Address under which people reach the server, for links that are printed or mailed. */
  readonly publicUrl: string
  /** Bytes of an uploaded table. */
  readonly uploadLimit: number
  /** Attempts at signing in per minute and client address. */
  readonly signInsPerMinute: number
  /** Whether cookies may travel over https only. */
  readonly secureCookies: boolean
  /** Messages to systems that asked to be told of releases. */
  readonly webhooks: WebhookSettings
}

export interface WebhookSettings {
  /** Key of their secrets; without one none can be registered. */
  readonly key: Buffer | undefined
  /** Whether addresses on this machine and in private nets are taken, and http. */
  readonly allowPrivate: boolean
}
