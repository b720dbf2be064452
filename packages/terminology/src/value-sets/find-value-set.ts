import type { ValueSet } from '../fhir/types.ts'
import type { Library } from '../library/library.ts'

/** A value set that is held, or that of all codes of a system that is. */
export function findValueSet(library: Library, canonical: string, version = ''): ValueSet | undefined {
  return library.valueSet(canonical, version) ?? wholeSystem(library, canonical, version)
}

/** The value set that a code system names as that of all its codes need not be written down. */
function wholeSystem(library: Library, canonical: string, version: string): ValueSet | undefined {
  const [url = '', named = ''] = canonical.split('|')
  const system = library.systemOfAllCodes(url, named || version)
  if (system === undefined) return undefined
  const { resource } = system
  return {
    resourceType: 'ValueSet',
    url,
    ...(resource.version === undefined ? {} : { version: resource.version }),
    ...(resource.name === undefined ? {} : { name: resource.name }),
    ...(resource.title === undefined ? {} : { title: resource.title }),
    status: resource.status ?? 'active',
    compose: {
      include: [{ system: system.url, ...(resource.version === undefined ? {} : { version: resource.version }) }],
    },
  }
}
