import type { Edition, Item } from '@yingma/core'
import { FILES } from '@yingma/edition'
import type { Finding, Guard } from '../guards/guard.ts'
import { withEdition } from './edition-at.ts'

/** The standard asks that names are generated, never typed: so many exceptions at most. */
const MOST_OVERRIDES = 80

/** One name, one item, in both languages; few names by override. Names compare without width, case and spaces. */
export const names: Guard = {
  name: 'names',
  check: (root) =>
    withEdition(root, (edition) => {
      const findings = [
        ...tooMany(edition),
        ...shared(edition, 'Chinese name', ({ name }) => name),
        ...shared(edition, 'English name', ({ nameEn }) => nameEn),
        ...shared(edition, 'grammar name', ({ grammarName }) => grammarName),
        ...unfinished(edition),
      ]
      return { checked: edition.items.length, findings }
    }),
}

function tooMany({ items }: Edition): readonly Finding[] {
  const count = items.filter(({ name, grammarName }) => name !== grammarName).length
  if (count <= MOST_OVERRIDES) return []
  return [{ file: FILES.overrides, message: `${count} names by override, at most ${MOST_OVERRIDES} are allowed` }]
}

function shared({ items }: Edition, what: string, nameOf: (item: Item) => string): readonly Finding[] {
  const owners = new Map<string, Item>()
  const findings: Finding[] = []
  for (const item of items) {
    const key = nameOf(item).normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
    const owner = owners.get(key)
    if (owner === undefined) owners.set(key, item)
    else
      findings.push({ file: 'standard', message: `${owner.code} and ${item.code} share the ${what} ${nameOf(item)}` })
  }
  return findings
}

/** A name must not be empty, carry the display mark of hospital systems, or an unfilled slot of the grammar. */
function unfinished({ items }: Edition): readonly Finding[] {
  return items
    .filter(({ name, nameEn }) => name === '' || nameEn === '' || /^\*|[{}]|undefined/.test(name + nameEn))
    .map(({ code, name, nameEn }) => ({ file: 'standard', message: `${code} has the names "${name}" and "${nameEn}"` }))
}
