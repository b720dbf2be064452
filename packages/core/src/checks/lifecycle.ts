import { EXTENSION_PREFIX } from '../codes/layout.ts'
import type { Item } from '../model/edition.ts'
import { type Check, refOf } from './check.ts'
import type { Finding } from './finding.ts'

/** A retired item names a successor, and all that it names are active items. */
export const checkSuccessors: Check = (edition) => ({
  examined: edition.items.length,
  findings: edition.items.flatMap((item): Finding[] => {
    const unknown = item.successors.filter((code) => edition.byCode.get(code.toUpperCase())?.status !== 'active')
    const none = item.status === 'retired' && item.successors.length === 0
    return [
      ...(none ? [{ code: 'finding-no-successor', item: refOf(item) } as const] : []),
      ...unknown.map((successor): Finding => ({ code: 'finding-successor-not-active', item: refOf(item), successor })),
    ]
  }),
})

/** Our own items carry the prefix of extensions and published ones never do. */
export const checkOrigins: Check = (edition) => ({
  examined: edition.items.length,
  findings: edition.items
    .filter((item) => isPrefixed(item) !== (item.origin === 'extension'))
    .map((item) => ({ code: 'finding-origin', item: refOf(item), origin: item.origin })),
})

function isPrefixed({ code }: Item): boolean {
  return code.toUpperCase().startsWith(EXTENSION_PREFIX)
}
