import type { RegionVessels } from '@yingma/core'
import type { Site, SiteTable } from '../lexicon/site.ts'

/** Which vessels a region has, and which veins go with an artery. */
export class VesselTable {
  readonly #arteries = new Map<Site, Site>()
  readonly #veins = new Map<Site, Site>()
  /** Regions with several arteries that are studied alone: which one is open. */
  readonly #several = new Map<Site, readonly string[]>()
  readonly #veinOfArtery = new Map<Site, Site>()

  constructor(rows: readonly RegionVessels[], sites: SiteTable) {
    for (const row of rows) {
      const region = sites.get('radiology-parts', row.part)
      if (region !== undefined && row.artery.includes('|')) this.#several.set(region, row.artery.split('|'))
      const artery =
        row.artery === '' || row.artery.includes('|') ? undefined : sites.get('radiology-parts', row.artery)
      const vein = row.vein === '' ? undefined : sites.get('radiology-parts', row.vein)
      if (region !== undefined && artery !== undefined) this.#arteries.set(region, artery)
      if (region !== undefined && vein !== undefined) this.#veins.set(region, vein)
      if (artery !== undefined && vein !== undefined && !this.#veinOfArtery.has(artery))
        this.#veinOfArtery.set(artery, vein)
    }
  }

  of(region: Site, kind: 'artery' | 'vein'): Site | undefined {
    const table = kind === 'artery' ? this.#arteries : this.#veins
    const own = table.get(region)
    if (own !== undefined) return own
    for (const container of region.containers) {
      const found = table.get(container)
      if (found !== undefined) return found
    }
    return undefined
  }

  severalOf(region: Site): readonly string[] | undefined {
    return this.#several.get(region)
  }

  /** The veins that go with a vessel site read as arteries (下肢血管 → 下肢静脉). */
  veinOf(site: Site): Site | undefined {
    return this.#veinOfArtery.get(site)
  }
}
