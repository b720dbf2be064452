import { diffEditions, type EditionFacts } from '../diff/diff-editions.ts'
import type { Edition } from '../model/edition.ts'
import { type Check, refOf } from './check.ts'
import type { Finding, ItemRef } from './finding.ts'

/** A code that was once released stays, keeps its concept, its meaning and its name, and once retired stays retired. */
export const checkReleases: Check = (edition, releases) => ({
  examined: releases.reduce((count, { items }) => count + items.length, 0),
  findings: releases.flatMap((release) => againstRelease(release, edition)),
})

function againstRelease(release: EditionFacts, edition: Edition): readonly Finding[] {
  const diff = diffEditions(release, edition)
  const old = new Map(release.items.map((item) => [item.code.toUpperCase(), refOf(item)]))
  const before = (code: string): ItemRef => old.get(code.toUpperCase()) ?? { code, name: '' }
  const now = (code: string): ItemRef => {
    const item = edition.byCode.get(code.toUpperCase())
    return item === undefined ? before(code) : refOf(item)
  }
  const at = { release: release.version }
  return [
    ...diff.removed.map((item): Finding => ({ code: 'finding-code-lost', ...at, item: refOf(item) })),
    ...diff.recoded.map(
      (moved): Finding => ({ code: 'finding-id-moved', ...at, before: refOf(moved.before), after: refOf(moved.after) }),
    ),
    ...diff.reused.map(
      ({ code }): Finding => ({ code: 'finding-code-reused', ...at, item: now(code), before: before(code) }),
    ),
    ...diff.revived.map((item): Finding => ({ code: 'finding-code-revived', ...at, item: refOf(item) })),
    ...diff.remeant.map(
      ({ code, ...change }): Finding => ({ code: 'finding-code-remeant', ...at, item: now(code), ...change }),
    ),
    ...diff.renamed.map(
      (change): Finding => ({ code: 'finding-name-changed', ...at, item: now(change.code), before: change.before }),
    ),
  ]
}
