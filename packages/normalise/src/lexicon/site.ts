import type { Containment, Edition, FacetValue } from '@yingma/core'

/**
 * A place that a word can name. A sided place has one code per side (膝关节: left, right, both), an unsided one a single
 * `code`. Sites are interned: two words that name the same place share one object.
 */
export interface Site {
  /** Number of the site, for keys of caches. */
  readonly id: number
  readonly key: string
  readonly code: string | null
  readonly left: string | null
  readonly right: string | null
  readonly both: string | null
  /** Level-1 group of the body (`04` chest); empty outside radiology. */
  readonly region: string
  /** A vessel (level-1 group 08). */
  readonly vessel: boolean
  /** Sites that contain this one, nearest first; this one is not among them. */
  containers: readonly Site[]
}

const RADIOLOGY = 'radiology-parts'

/** Finds and interns sites by the key that the lexicon uses: a part code, or the name of a sided site. */
export class SiteTable {
  readonly #edition: Edition
  readonly #sites = new Map<string, Site>()
  readonly #bySite = new Map<string, Partial<Record<'left' | 'right' | 'both', string>>>()

  readonly #containers: ReadonlyMap<string, string>

  constructor(edition: Edition, containment: readonly Containment[]) {
    this.#edition = edition
    this.#containers = new Map(containment.map((row) => [row.part, row.container]))
    for (const dictionary of [RADIOLOGY, 'ultrasound-parts']) {
      for (const value of edition.dictionaries.get(dictionary)?.values.values() ?? []) {
        if (value.site === undefined || value.side === undefined || value.qualifier !== undefined) continue
        const key = `${dictionary}/${value.site}`
        const sides = this.#bySite.get(key) ?? {}
        sides[value.side] ??= value.code
        this.#bySite.set(key, sides)
      }
    }
  }

  /** The site of `key` in a dictionary, or undefined when the edition has no such part. */
  get(dictionary: string, key: string): Site | undefined {
    const id = `${dictionary}/${key}`
    const known = this.#sites.get(id)
    if (known !== undefined) return known
    const site = this.#make(dictionary, key)
    if (site === undefined) return undefined
    this.#sites.set(id, site)
    const container = this.#containerOf(dictionary, site)
    if (container !== undefined)
      site.containers = [container, ...container.containers].filter((other) => other !== site)
    return site
  }

  #count = 0

  #make(dictionary: string, key: string): Site | undefined {
    const value = this.#edition.dictionaries.get(dictionary)?.values.get(key.toUpperCase())
    if (value !== undefined) return siteOf(++this.#count, dictionary, key, { code: value.code }, value)
    const sides = this.#bySite.get(`${dictionary}/${key}`)
    return sides === undefined ? undefined : siteOf(++this.#count, dictionary, key, sides)
  }

  /** The site that the containment table names for a site: by its key, its code, or a prefix of its code. */
  #containerOf(dictionary: string, site: Site): Site | undefined {
    const code = site.code ?? site.left ?? site.both ?? ''
    for (const key of [site.key, code, code.slice(0, 4), code.slice(0, 2)]) {
      const container = this.#containers.get(key)
      if (container !== undefined && container !== site.key) return this.get(dictionary, container)
    }
    return undefined
  }
}

function siteOf(
  id: number,
  dictionary: string,
  key: string,
  codes: { code?: string; left?: string; right?: string; both?: string },
  value?: FacetValue,
): Site {
  const code = codes.code ?? codes.left ?? codes.both ?? codes.right ?? ''
  return {
    id,
    key,
    code: codes.code ?? null,
    left: codes.left ?? null,
    right: codes.right ?? null,
    both: codes.both ?? (value?.side === 'both' ? value.code : null),
    region: dictionary === RADIOLOGY ? code.slice(0, 2) : '',
    vessel: dictionary === RADIOLOGY && code.startsWith('08'),
    containers: [],
  }
}

/** Is `inner` the same place as `outer`, or inside it? */
export const within = (inner: Site, outer: Site): boolean => inner === outer || inner.containers.includes(outer)
