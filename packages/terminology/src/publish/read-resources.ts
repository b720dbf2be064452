import { gunzipSync } from 'node:zlib'
import type { Canonical } from '../fhir/types.ts'
import { checkResource } from './check-resource.ts'
import type { ImportProblem } from './import-problem.ts'
import { type ArchiveFile, readTar } from './tar-archive.ts'

/** A resource that can be taken over, and its bytes as they came. */
export interface ImportedResource {
  readonly file: string
  /** In the shapes of R5. */
  readonly resource: Canonical
  readonly bytes: Uint8Array
}

export type ReadResources =
  | { readonly ok: true; readonly resources: readonly ImportedResource[] }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] }

const TAKEN = new Set(['CodeSystem', 'ValueSet', 'ConceptMap'])
/** A package that unpacks to more is refused. */
const MAX_UNPACKED = 1024 * 1024 * 1024
const NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * Reads CodeSystems, ValueSets and ConceptMaps from JSON files, NDJSON, Bundles and FHIR packages. All or nothing: one
 * that is wrong keeps all out, and every problem is named. `toR5` turns what came into the shapes of R5, for the
 * checks; what is kept are the bytes that came.
 */
export function readResources(files: readonly ArchiveFile[], toR5: (resource: unknown) => unknown): ReadResources {
  const problems: ImportProblem[] = []
  const found = files.flatMap((file) => resourcesOf(file, problems))
  const taken: ImportedResource[] = []
  const known = new Map<string, string>()
  for (const { file, value, bytes } of found) {
    const resource = toR5(value) as Canonical
    const wrong = checkResource(file, resource)
    problems.push(...wrong)
    const canonical = `${resource.url}|${resource.version ?? ''}`
    const other = known.get(canonical)
    if (wrong.length === 0 && other !== undefined)
      problems.push({ code: 'import.resource-twice', file, other, canonical })
    known.set(canonical, file)
    taken.push({ file, resource, bytes })
  }
  if (problems.length === 0 && taken.length === 0) problems.push({ code: 'import.nothing', file: files[0]?.path ?? '' })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, resources: taken }
}

interface Found {
  readonly file: string
  readonly value: unknown
  readonly bytes: Uint8Array
}

function resourcesOf(file: ArchiveFile, problems: ImportProblem[]): Found[] {
  if (/\.t(?:ar\.)?gz$/i.test(file.path)) return packageOf(file, problems)
  const text = new TextDecoder().decode(file.bytes)
  const lines = file.path.endsWith('.ndjson') ? text.split('\n') : [text]
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return []
    const where = lines.length === 1 ? file.path : `${file.path}:${at + 1}`
    const value = parse(line)
    if (value === undefined) {
      problems.push({ code: 'import.not-json', file: file.path, line: at + 1 })
      return []
    }
    return unpack(where, value, lines.length === 1 ? file.bytes : new TextEncoder().encode(line), line, problems)
  })
}

/** Of a package, what is no terminology (manifest, profiles, examples) is passed over, not refused. */
function packageOf(file: ArchiveFile, problems: ImportProblem[]): Found[] {
  const entries = readTar(unzip(file.bytes))
  if (entries === null) {
    problems.push({ code: 'import.not-a-package', file: file.path })
    return []
  }
  return entries.flatMap(({ path, bytes }) => {
    if (!/^package\/[^/]+\.json$/.test(path) || /\/(?:package|\.index)\.json$/.test(path)) return []
    const value = parse(new TextDecoder().decode(bytes))
    return TAKEN.has(typeOf(value)) ? [{ file: `${file.path}/${path}`, value, bytes }] : []
  })
}

function unzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return new Uint8Array(0)
    throw error
  }
}

function unpack(file: string, value: unknown, bytes: Uint8Array, text: string, problems: ImportProblem[]): Found[] {
  const type = typeOf(value)
  if (TAKEN.has(type)) return [{ file, value, bytes }]
  if (type !== 'Bundle') {
    problems.push({ code: 'import.other-resource', file, resourceType: type })
    return []
  }
  const lost = (text.match(NUMBER) ?? []).find(
    (token) => !token.startsWith('"') && JSON.stringify(Number(token)) !== token,
  )
  if (lost !== undefined) problems.push({ code: 'import.number-not-kept', file, value: lost })
  const { entry } = value as { readonly entry?: unknown }
  return (Array.isArray(entry) ? (entry as readonly unknown[]) : []).flatMap((one, at) => {
    const resource = typeof one === 'object' && one !== null && 'resource' in one ? one.resource : undefined
    const where = `${file}#${at}`
    if (TAKEN.has(typeOf(resource))) {
      return [{ file: where, value: resource, bytes: new TextEncoder().encode(JSON.stringify(resource)) }]
    }
    problems.push({ code: 'import.other-resource', file: where, resourceType: typeOf(resource) })
    return []
  })
}

function typeOf(value: unknown): string {
  const type = typeof value === 'object' && value !== null && 'resourceType' in value ? value.resourceType : ''
  return typeof type === 'string' ? type : ''
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
