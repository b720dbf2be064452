import type { Edition } from '@yingma/core'

/**
 * What a frozen release published and the coming edition no longer says: a published code that is gone, or has another
 * name, id or facets; a published facet value that is gone or has another name, id, side or site.
 */
export function lostMeanings(frozen: Edition, coming: Edition): readonly string[] {
  return [...lostItems(frozen, coming), ...lostValues(frozen, coming)]
}

function lostItems(frozen: Edition, coming: Edition): readonly string[] {
  return frozen.items
    .filter(({ origin }) => origin === 'published')
    .flatMap((old) => {
      const now = coming.byCode.get(old.code.toUpperCase())
      if (now === undefined) return [`${old.code} ${old.name} is gone; retire it instead`]
      const changes: string[] = []
      if (now.name !== old.name) changes.push(`is now named ${now.name}`)
      if (now.conceptId !== old.conceptId) changes.push(`has now the id ${now.conceptId}`)
      if (JSON.stringify(now.facets) !== JSON.stringify(old.facets)) changes.push('has other facets')
      if (old.status === 'retired' && now.status === 'active') changes.push('was retired and is used again')
      return changes.map((change) => `${old.code} ${old.name} ${change}`)
    })
}

function lostValues(frozen: Edition, coming: Edition): readonly string[] {
  return [...frozen.dictionaries.values()].flatMap(({ id, values }) =>
    [...values.values()]
      .filter(({ origin }) => origin === 'published')
      .flatMap((old) => {
        const now = coming.dictionaries.get(id)?.values.get(old.code.toUpperCase())
        if (now === undefined) return [`${id} ${old.code} ${old.name} is gone`]
        const same = now.name === old.name && now.conceptId === old.conceptId
        const sameSide = now.side === old.side && now.site === old.site
        return same && sameSide ? [] : [`${id} ${old.code} ${old.name} has another name, id or side`]
      }),
  )
}
