import {
  actorOf,
  decisionStamp,
  type Institution,
  listInstitutions,
  type Principal,
  type StandingDecision,
  type Store,
  standingDecisions,
  type Transaction,
} from '@yingma/store'
import { type ConceptMap, institutionMap, Library, type LocalMapping } from '@yingma/terminology'
import { may } from '../../http/authentication.ts'
import type { ServedEdition } from './served-editions.ts'

/** Lays the ConceptMaps that somebody may see over what everybody sees. */
export type InstitutionLibraries = (principal: Principal | undefined, asked: string, below: Library) => Promise<Library>

/** Institutions whose maps are given without being named in the request; who may read more names the one meant. */
const MOST_UNNAMED = 50
/** Maps kept between requests; a map is made anew after every decision. */
const MOST_KEPT = 50

interface Kept {
  readonly stamp: string
  readonly map: ConceptMap
}

/**
 * Maps of what institutions have decided. Who may read the catalogues of an institution sees its map, nobody else: the
 * registry is asked in the name of the caller at every request, under row-level security.
 */
export function createInstitutionLibraries(store: Store, editions: readonly ServedEdition[]): InstitutionLibraries {
  const kept = new Map<string, Kept>()
  const newest = editions.findLast(({ publication }) => publication.status === 'active') ?? editions.at(-1)
  return async (principal, asked, below) => {
    if (principal === undefined || newest === undefined) return below
    const maps = await store.readAsTenant(actorOf(principal), async (transaction) => {
      const readable = await readableBy(transaction, principal)
      const named = readable.filter(({ id }) => asked.includes(id))
      const wanted = named.length === 0 && readable.length <= MOST_UNNAMED ? readable : named
      const found: ConceptMap[] = []
      for (const institution of wanted) {
        const map = await mapOf(transaction, institution)
        if (map.group !== undefined) found.push(map)
      }
      return found
    })
    if (maps.length === 0) return below
    const library = new Library(below)
    for (const map of maps) library.add(map)
    return library
  }

  async function mapOf(transaction: Transaction, institution: Institution): Promise<ConceptMap> {
    const stamp = `${institution.name} ${await decisionStamp(transaction, institution.id)}`
    const known = kept.get(institution.id)
    if (known?.stamp === stamp) return known.map
    const decisions = await standingDecisions(transaction, institution.id)
    const { edition, publication } = newest!
    const date = decisions.reduce((latest, { decided }) => (decided > latest ? decided : latest), publication.date)
    const map = institutionMap(decisions.map(mappingOf), institution, edition, { date })
    const [oldest] = kept.keys()
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    kept.set(institution.id, { stamp, map })
    return map
  }
}

async function readableBy(transaction: Transaction, principal: Principal): Promise<readonly Institution[]> {
  const readable: Institution[] = []
  for (let offset = 0; ; offset += 500) {
    const { rows, total } = await listInstitutions(transaction, { limit: 500, offset })
    readable.push(...rows.filter(({ path }) => may(principal, 'catalogue.read', path)))
    if (offset + rows.length >= total || rows.length === 0) return readable
  }
}

/** Where the decision is what was suggested, the suggestion knows how each item relates to the name. */
function mappingOf({ localCode, name, modality, columns, codes, suggestion }: StandingDecision): LocalMapping {
  const relations = new Map(suggestion?.items.map(({ code, relation }) => [code, relation]))
  return {
    localCode,
    name,
    slots: { ...(modality === '' ? {} : { modality }), ...columns },
    targets: codes.map((code) => {
      const relation = relations.get(code)
      if (codes.length > 1) return { code, relation: 'broader' }
      return { code, relation: relation === undefined || relation === 'none' ? 'equivalent' : relation }
    }),
  }
}
