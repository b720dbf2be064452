import { type Edition, layoutsOf, type Scheme, schemeUri } from '@yingma/core'
import type { ConceptSet, ValueSet } from '../fhir/types.ts'
import { idOf, PUBLISHER, type Publication, valueSetUri } from './addresses.ts'

/** The value sets cut from an edition: all items, each scheme, each modality, each part of the body. */
export function editionValueSets(edition: Edition, publication: Publication): readonly ValueSet[] {
  const { base } = publication
  const includeOf = ({ id }: Scheme): ConceptSet => ({ system: schemeUri(id, base), version: edition.version })
  const make = (id: string, title: string, include: readonly ConceptSet[]): ValueSet => ({
    resourceType: 'ValueSet',
    id: idOf(id, edition.version),
    url: valueSetUri(id, base),
    version: edition.version,
    name: `Yingma_${id.replace(/[^A-Za-z0-9]/g, '_')}`,
    title,
    language: 'zh',
    status: publication.status,
    experimental: false,
    date: publication.date,
    publisher: PUBLISHER,
    immutable: true,
    compose: { include },
  })
  const sets = [make('all', `${edition.title.zh} · 全部项目`, edition.schemes.map(includeOf))]
  for (const scheme of edition.schemes) sets.push(make(scheme.id, scheme.title.zh, [includeOf(scheme)]))
  for (const modality of new Set(edition.items.map((item) => item.modality))) {
    const scheme = edition.schemes.find(({ heads }) => Object.values(heads).some((head) => head.modality === modality))
    if (scheme === undefined) continue
    const filter = [{ property: 'modality', op: '=', value: modality }]
    sets.push(make(idOf('modality', modality), `${modality} 检查项目`, [{ ...includeOf(scheme), filter }]))
  }
  for (const { scheme, code, name } of topParts(edition)) {
    const filter = [{ property: 'part', op: 'is-a', value: code }]
    sets.push(make(idOf('part', scheme.id, code), `${scheme.title.zh} · ${name}`, [{ ...includeOf(scheme), filter }]))
  }
  return sets
}

/** The parts of each scheme that stand at the top of their tree. */
function topParts(
  edition: Edition,
): readonly { readonly scheme: Scheme; readonly code: string; readonly name: string }[] {
  const found = new Map<string, { scheme: Scheme; code: string; name: string }>()
  for (const { scheme, slots } of layoutsOf(edition).values()) {
    const values = slots.find(({ facet }) => facet === 'part')?.values
    for (const { code, name, parent } of values?.values() ?? []) {
      if (parent === undefined) found.set(`${scheme.id} ${code}`, { scheme, code, name })
    }
  }
  return [...found.values()]
}
