import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding, Guard } from './guard.ts'
import { packageNames, readManifest } from './source-files.ts'

const RECORD = 'docs/decisions/0003-dependencies.md'
const ALLOWED = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MPL-2.0', 'PostgreSQL'])
for (const licence of ['CC0-1.0', '0BSD', 'BlueOak-1.0.0', 'OFL-1.1']) ALLOWED.add(licence)

interface Declared {
  readonly file: string
  readonly name: string
  readonly version: string
}

/**
 * Every library is pinned to one exact version in the whole workspace and has a row in the record of dependencies, with
 * an allowed licence that is the one it ships with, and a reason. A row of a library that is gone is an error too.
 */
export const dependencies: Guard = {
  name: 'dependencies',
  check(root) {
    const declared = declaredIn(root)
    const recorded = recordedIn(root)
    const names = new Set(declared.map(({ name }) => name))
    const stale = [...recorded.keys()]
      .filter((name) => !names.has(name))
      .map((name) => ({ file: RECORD, message: `${name} is in no package.json: remove its row` }))
    const findings = declared.flatMap((entry) => findingsOf(root, entry, recorded, declared))
    return { checked: declared.length, findings: [...findings, ...stale] }
  },
}

function declaredIn(root: string): Declared[] {
  return ['.', ...packageNames(root).map((name) => `packages/${name}`)].flatMap((folder) => {
    const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = readManifest(root, folder)
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([name]) => !name.startsWith('@yingma/'))
      .map(([name, version]) => ({ file: join(folder, 'package.json'), name, version }))
  })
}

/** Library → licence, from the rows `| name | licence | reason |` that have a reason. */
function recordedIn(root: string): ReadonlyMap<string, string> {
  const path = join(root, RECORD)
  if (!existsSync(path)) return new Map()
  const rows = readFileSync(path, 'utf8').matchAll(/^\| `([^`]+)` \| ([^|]+?) \| [^|\s][^|]* \|$/gm)
  return new Map([...rows].map((row) => [row[1]!, row[2]!]))
}

function findingsOf(
  root: string,
  { file, name, version }: Declared,
  recorded: ReadonlyMap<string, string>,
  declared: readonly Declared[],
): Finding[] {
  const findings: Finding[] = []
  const say = (message: string) => findings.push({ file, message })
  if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) say(`${name} ${version}: pin the exact version`)
  if (declared.some((other) => other.name === name && other.version !== version)) say(`${name}: two versions in use`)
  const licence = recorded.get(name)
  if (licence === undefined) {
    say(`${name} has no row in ${RECORD}: name its licence and the reason`)
    return findings
  }
  if (!isAllowed(licence)) say(`${name}: licence ${licence} is not one that we take`)
  const shipped = shippedLicence(root, name)
  if (shipped !== undefined && shipped !== licence) say(`${name}: recorded as ${licence}, ships as ${shipped}`)
  return findings
}

/** One allowed licence among alternatives is enough; of licences that hold together each must be allowed. */
function isAllowed(expression: string): boolean {
  return expression
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((licence) => ALLOWED.has(licence.replace(/[()]/g, ''))))
}

/** The licence of the installed library; undefined where it is not installed (another platform's binary). */
function shippedLicence(root: string, name: string): string | undefined {
  const path = join(root, 'node_modules', name, 'package.json')
  if (!existsSync(path)) return undefined
  return (JSON.parse(readFileSync(path, 'utf8')) as { license?: string }).license
}
