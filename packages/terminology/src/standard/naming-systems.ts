import { type Edition, extensionUri, schemeUri } from '@yingma/core'
import type { Canonical } from '../fhir/types.ts'
import { PUBLISHER, type Publication } from './addresses.ts'

/** A NamingSystem for each code system of the standard: which address stands for it. */
export function namingSystems(edition: Edition, { base, date }: Publication): readonly Canonical[] {
  const make = (id: string, title: string, uri: string): Canonical => ({
    resourceType: 'NamingSystem',
    id,
    url: `${uri}/NamingSystem`,
    version: edition.version,
    name: `Yingma${id[0]!.toUpperCase()}${id.slice(1)}`,
    title,
    status: 'active',
    date,
    publisher: PUBLISHER,
    description: title,
    ...{ kind: 'codesystem', uniqueId: [{ type: 'uri', value: uri, preferred: true }] },
  })
  return [
    ...edition.schemes.map(({ id, title }) => make(id, title.zh, schemeUri(id, base))),
    make('extension', '影码扩展项目', extensionUri(base)),
  ]
}
