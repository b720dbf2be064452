type Json = Readonly<Record<string, unknown>>

/** JSON of long lists of codes, as bytes. A list that is given again is the same object and is written once. */
const WRITTEN = new WeakMap<readonly unknown[], Buffer>()
/** Shorter lists are written faster than put together. */
const SHORTEST_LIST = 100
const END = Buffer.from('}}')

/** A resource as JSON. */
export function resourceJson(resource: Json): string | Buffer {
  const expansion = resource.resourceType === 'ValueSet' ? (resource.expansion as Json | undefined) : undefined
  const contains = expansion?.contains
  if (expansion === undefined || !Array.isArray(contains) || contains.length < SHORTEST_LIST) {
    return JSON.stringify(resource)
  }
  const { expansion: _expansion, ...head } = resource
  const { contains: _contains, ...facts } = expansion
  // The list is the last thing in the last element: what stands before it ends where it begins.
  const before = JSON.stringify({ ...head, expansion: { ...facts, contains: null } }).slice(0, -'null}}'.length)
  return Buffer.concat([Buffer.from(before), bytesOf(contains), END])
}

function bytesOf(list: readonly unknown[]): Buffer {
  let bytes = WRITTEN.get(list)
  if (bytes === undefined) {
    bytes = Buffer.from(JSON.stringify(list))
    WRITTEN.set(list, bytes)
  }
  return bytes
}
