import type { Language } from '@yingma/core'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** What the tools say when they have no answer. */
export interface AgentTexts {
  readonly instructions: string
  readonly noItem: (edition: string) => string
  readonly noRelease: (versions: readonly string[]) => string
  readonly noSchedule: (schedules: readonly string[]) => string
  readonly oneQuestion: string
  readonly noCatalogues: string
  readonly noRemarks: string
  readonly fault: string
}

export const agentTexts: Readonly<Record<Language, AgentTexts>> = { zh, en }
