import type { Language } from '@yingma/core'
import type { CodeSystem } from '../fhir/types.ts'
import type { LanguageList } from '../languages/language-list.ts'
import type { Library } from '../library/library.ts'
import type { VersionRules } from './version-rules.ts'

/** What holds for a whole request: what it can see, what it wants and how it is answered. */
export interface TxRequest {
  /** The shared library, or one laid over it with the resources that came along. */
  readonly library: Library
  /** Language of messages. */
  readonly language: Language
  /** Languages of displays, from the parameter; undefined where it is not given. */
  readonly wished: LanguageList | undefined
  /** Languages of displays, from Accept-Language. */
  readonly accepted: LanguageList | undefined
  readonly versions: VersionRules
  /** Supplements that the request asks for. */
  readonly supplements: readonly CodeSystem[]
  /** More codes than this are given in pages only. */
  readonly limit: number
}

/** Codes that are given in one piece if nothing else is said. */
export const DEFAULT_LIMIT = 10_000
