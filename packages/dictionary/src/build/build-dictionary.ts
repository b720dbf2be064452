import type { Dictionary, OrderSet, ProtocolRow } from '../model/dictionary.ts'
import type { Answered } from './answer.ts'
import { buildItems, type ItemSources } from './build-items.ts'
import { changeLog } from './change-log.ts'
import { checkTargets } from './check-targets.ts'
import { crossEntries } from './cross.ts'
import { findQuestions } from './questions.ts'
import { reconcile } from './reconcile.ts'

export interface BuildSources extends ItemSources {
  readonly sets: readonly OrderSet[]
  readonly protocols: readonly ProtocolRow[]
}

/**
 * Builds the new dictionary of a hospital from its answered old entries. Whatever is not settled is a question, and with
 * one question it is a draft: no import files are made of it.
 */
export function buildDictionary(answered: readonly Answered[], sources: BuildSources): Dictionary {
  const { settings, pricer, date } = sources
  const items = buildItems(answered, sources)
  const crossed = crossEntries(answered, pricer, date)
  const parallel = settings.parallel !== undefined && date <= settings.parallel.to ? settings.parallel : null
  const questions = [
    ...findQuestions(answered, crossed, items, settings),
    ...checkTargets(items, settings, parallel !== null),
  ]
  return {
    institution: settings.institution,
    edition: sources.edition.version,
    schedule: pricer?.schedule.id ?? null,
    draft: questions.length > 0,
    parallel,
    items,
    crossed,
    questions,
    reconciliation: reconcile(crossed, items),
    changes: changeLog(crossed, items),
    sets: sources.sets,
    protocols: sources.protocols,
  }
}
