import type { Edition } from '@yingma/core'

/** What holds after every single step of governance, counted without the code that proves editions; empty where all holds. */
export function brokenInEdition(
  before: Edition,
  after: Edition,
  releases: readonly Pick<Edition, 'byCode'>[],
): readonly string[] {
  return [...ambiguous(after), ...lost(before, after, releases), ...stranded(after)]
}

/** Follows successors until active items; a loop or a dead end gives none. */
function reachable(edition: Edition, code: string, depth = 0): boolean {
  const item = edition.byCode.get(code.toUpperCase())
  if (item === undefined || depth > 10) return false
  return (
    item.status === 'active' ||
    (item.successors.length > 0 && item.successors.every((next) => reachable(edition, next, depth + 1)))
  )
}

/** One code is one name is one id is one set of facets. */
function ambiguous({ items }: Edition): readonly string[] {
  const sets = {
    code: items.map(({ code }) => code.toUpperCase()),
    name: items.map(({ name }) => name),
    conceptId: items.map(({ conceptId }) => conceptId),
    facets: items.map(({ facets }) => JSON.stringify(Object.entries(facets).sort())),
  }
  return Object.entries(sets).flatMap(([what, values]) =>
    new Set(values).size === items.length ? [] : [`two items have the same ${what}`],
  )
}

/** No released code is lost, gets another id, name or facets, or comes back from retirement; what was never released may go. */
function lost(before: Edition, after: Edition, releases: readonly Pick<Edition, 'byCode'>[]): readonly string[] {
  const isReleased = (code: string): boolean => releases.some(({ byCode }) => byCode.has(code.toUpperCase()))
  return before.items.flatMap((old) => {
    if (!isReleased(old.code)) return []
    const now = after.byCode.get(old.code.toUpperCase())
    const isSame =
      now?.conceptId === old.conceptId &&
      now.name === old.name &&
      JSON.stringify(now.facets) === JSON.stringify(old.facets)
    const isBack = old.status === 'retired' && now?.status !== 'retired'
    return isSame && !isBack ? [] : [`${old.code} ${now === undefined ? 'is lost' : 'means something else'}`]
  })
}

function stranded(edition: Edition): readonly string[] {
  return edition.items
    .filter(({ code, status }) => status === 'retired' && !reachable(edition, code))
    .map(({ code }) => `${code} leads nowhere`)
}
