import type { Canonical } from '../fhir/types.ts'
import { PUBLISHER } from './addresses.ts'

/** The operation that is ours and not FHIR's; the statement of capabilities names it. `base` is the address of the service. */
export function operationDefinitions(base: string): readonly Canonical[] {
  const parameter = (
    name: string,
    use: 'in' | 'out',
    min: number,
    max: string,
    type: string,
    documentation: string,
  ) => ({
    ...{ name, use, min, max, type, documentation },
  })
  const change = (name: string, documentation: string) => ({
    ...{ name, use: 'out', min: 0, max: '*', documentation },
    part: [
      parameter('code', 'out', 1, '1', 'code', 'The code'),
      parameter('display', 'out', 0, '1', 'string', 'Its display'),
    ],
  })
  const element = {
    ...{ name: 'element', use: 'out', min: 1, max: '*', documentation: 'An element that differs' },
    part: [
      parameter(
        'name',
        'out',
        1,
        '1',
        'string',
        'display, definition, parent, designation.<language>, property.<code>',
      ),
      parameter('before', 'out', 0, '1', 'string', 'What it was'),
      parameter('after', 'out', 0, '1', 'string', 'What it is'),
    ],
  }
  const changed = change('changed', 'A code of both versions')
  return [
    {
      resourceType: 'OperationDefinition',
      id: 'CodeSystem-diff',
      url: `${base}/OperationDefinition/CodeSystem-diff`,
      version: '1.0.0',
      name: 'CodeSystemDiff',
      title: 'Change set between two versions of a code system',
      status: 'active',
      date: '2026-11-24',
      publisher: PUBLISHER,
      description: 'What changed from one version of a code system to another: codes added, removed and changed.',
      ...{
        kind: 'operation',
        affectsState: false,
        code: 'diff',
        resource: ['CodeSystem'],
        system: false,
        type: true,
        instance: false,
        parameter: [
          parameter('system', 'in', 1, '1', 'uri', 'The code system'),
          parameter('from', 'in', 1, '1', 'string', 'The earlier version'),
          parameter('to', 'in', 0, '1', 'string', 'The later version; the newest if not said'),
          change('removed', 'A code that is gone'),
          change('added', 'A code that came'),
          { ...changed, part: [...changed.part, element] },
        ],
      },
    },
  ]
}
