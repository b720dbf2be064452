import { type Draft, draftAfter, draftOf, listReleases, type RegistryRelease } from '@yingma/govern'
import type { Transaction } from '@yingma/store'

/** Editions held expanded at once: the last one, the one before it for a rollback, and one that a catalogue is moved to. */
const MOST_EXPANDED = 3

/** The releases of a registry as editions. */
export interface ReleaseChain {
  /** Versions, oldest first; the first is the edition of this server. */
  versions(transaction: Transaction): Promise<readonly string[]>
  /** The last edition. */
  last(transaction: Transaction): Promise<Draft>
  /** The last two editions, or the only one; oldest first. */
  lastTwo(transaction: Transaction): Promise<readonly Draft[]>
  /** The edition of a version; `undefined` where the registry has none such. */
  find(transaction: Transaction, version: string): Promise<Draft | undefined>
}

interface Link {
  /** What was released up to here. */
  readonly key: string
  readonly version: string
  /** Tables share the text of every file that a release did not change, so all of them are little more than one. */
  readonly tables: Draft['tables']
}

/** Knows every release by its tables, and holds only the last that were asked for expanded. */
export function createReleaseChain(base: () => Draft): ReleaseChain {
  const known = new Map<string, Link>()
  const expanded = new Map<string, Draft>()

  const hold = (key: string, draft: Draft): Draft => {
    expanded.delete(key)
    expanded.set(key, draft)
    for (const oldest of [...expanded.keys()].slice(0, Math.max(0, expanded.size - MOST_EXPANDED))) {
      expanded.delete(oldest)
    }
    return draft
  }
  const draftOfLink = ({ key, version, tables }: Link): Draft => {
    const held = key === '' ? base() : expanded.get(key)
    if (held !== undefined) return key === '' ? held : hold(key, held)
    const result = draftOf(tables)
    // It was expanded when it was released.
    if (!result.ok) throw new Error(`release ${version} no longer expands: ${JSON.stringify(result.problems[0])}`)
    return hold(key, result.draft)
  }
  const linkAfter = (links: readonly Link[], key: string, release: RegistryRelease): Link => {
    const draft = draftAfter(links.slice(-2).map(draftOfLink), release)
    hold(key, draft)
    return { key, version: draft.edition.version, tables: draft.tables }
  }
  const linksOf = async (transaction: Transaction): Promise<readonly Link[]> => {
    const { edition, tables } = base()
    const links: Link[] = [{ key: '', version: edition.version, tables }]
    for (const release of [...(await listReleases(transaction))].reverse()) {
      const key = `${links.at(-1)?.key ?? ''}${release.version} ${release.sha256},`
      const link = known.get(key) ?? linkAfter(links, key, release)
      known.set(key, link)
      links.push(link)
    }
    return links
  }

  return {
    versions: async (transaction) => (await linksOf(transaction)).map(({ version }) => version),
    last: async (transaction) => {
      const link = (await linksOf(transaction)).at(-1)
      return link === undefined ? base() : draftOfLink(link)
    },
    lastTwo: async (transaction) => (await linksOf(transaction)).slice(-2).map(draftOfLink),
    find: async (transaction, version) => {
      const link = (await linksOf(transaction)).find((one) => one.version === version)
      return link === undefined ? undefined : draftOfLink(link)
    },
  }
}
