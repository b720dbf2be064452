import type { Item } from '../model/edition.ts'
import type { EditionFacts } from './diff-editions.ts'
import { foldSpelling } from './fold-spelling.ts'

/** What happened to an item in one edition; `before` and `after` are names or codes. */
export type ItemEvent =
  | { readonly version: string; readonly kind: 'added'; readonly code: string }
  | {
      readonly version: string
      readonly kind: 'renamed' | 'renamed-en' | 'recoded'
      readonly before: string
      readonly after: string
    }
  | { readonly version: string; readonly kind: 'retired'; readonly successors: readonly string[] }
  | { readonly version: string; readonly kind: 'revived' }
  | { readonly version: string; readonly kind: 'removed' }

/** The course of one concept through editions, oldest first. Width, case and spaces of a name are no change, as between editions. */
export function itemHistory(editions: readonly EditionFacts[], conceptId: string): readonly ItemEvent[] {
  const events: ItemEvent[] = []
  let before: Item | undefined
  for (const { version, items } of editions) {
    const now = items.find((item) => item.conceptId === conceptId)
    events.push(...eventsOf(version, before, now))
    before = now
  }
  return events
}

function eventsOf(version: string, before: Item | undefined, now: Item | undefined): readonly ItemEvent[] {
  if (now === undefined) return before === undefined ? [] : [{ version, kind: 'removed' }]
  const events: ItemEvent[] = []
  if (before === undefined) events.push({ version, kind: 'added', code: now.code })
  else {
    const changes = [
      ['recoded', before.code, now.code],
      ['renamed', before.name, now.name],
      ['renamed-en', before.nameEn, now.nameEn],
    ] as const
    for (const [kind, old, fresh] of changes) {
      if (foldSpelling(old) !== foldSpelling(fresh)) events.push({ version, kind, before: old, after: fresh })
    }
  }
  if (now.status !== (before?.status ?? 'active')) {
    events.push(
      now.status === 'retired'
        ? { version, kind: 'retired', successors: [...now.successors] }
        : { version, kind: 'revived' },
    )
  }
  return events
}
