import { choiceValue } from '../fhir/choice.ts'
import type { Parameter, Parameters } from '../fhir/types.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { type CodeSystemIndex, textOf } from '../systems/code-system.ts'
import type { Concept } from '../systems/concept.ts'
import type { Given } from './given.ts'
import { systemOf } from './lookup-operation.ts'

export const DIFF_PARAMETERS = ['system', 'from', 'to'] as const

/** What differs in one element of a concept, as text; several values are in alphabetical order. */
interface ElementChange {
  readonly element: string
  readonly before: string
  readonly after: string
}

/**
 * CodeSystem `$diff`, an operation of our own: what changed from one version of a code system to another (the newest if
 * `to` is not said): codes that came, codes that are gone, and of all others each element that differs.
 */
export function diffOperation(request: TxRequest, given: Given): Parameters {
  const url = given.requiredText('system')
  const before = systemOf(request, { system: url }, given.requiredText('from'))
  const after = systemOf(request, { system: url }, given.text('to'))
  const added = after.concepts.filter(({ code }) => before.find(code) === undefined)
  const removed = before.concepts.filter(({ code }) => after.find(code) === undefined)
  const changed = after.concepts.flatMap((concept) => {
    const old = before.find(concept.code)
    const changes = old === undefined ? [] : changesOf(before, old, after, concept)
    return changes.length === 0 ? [] : [{ concept, changes }]
  })
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'system', valueUri: url },
      { name: 'from', valueString: before.version },
      { name: 'to', valueString: after.version },
      ...removed.map((concept) => changePart('removed', concept, [])),
      ...added.map((concept) => changePart('added', concept, [])),
      ...changed.map(({ concept, changes }) => changePart('changed', concept, changes)),
    ],
  }
}

function changePart(kind: string, { code, display }: Concept, changes: readonly ElementChange[]): Parameter {
  return {
    name: kind,
    part: [
      { name: 'code', valueCode: code },
      ...(display === undefined ? [] : [{ name: 'display', valueString: display }]),
      ...changes.map(
        ({ element, before, after }): Parameter => ({
          name: 'element',
          part: [
            { name: 'name', valueString: element },
            ...(before === '' ? [] : [{ name: 'before', valueString: before }]),
            ...(after === '' ? [] : [{ name: 'after', valueString: after }]),
          ],
        }),
      ),
    ],
  }
}

function changesOf(
  before: CodeSystemIndex,
  old: Concept,
  after: CodeSystemIndex,
  now: Concept,
): readonly ElementChange[] {
  const [was, is] = [elementsOf(before, old), elementsOf(after, now)]
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((element) => {
    const change = { element, before: was.get(element) ?? '', after: is.get(element) ?? '' }
    return change.before === change.after ? [] : [change]
  })
}

function elementsOf(system: CodeSystemIndex, concept: Concept): ReadonlyMap<string, string> {
  const values = new Map<string, string[]>()
  const add = (element: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') values.set(element, [...(values.get(element) ?? []), value])
  }
  add('display', concept.display)
  add('definition', concept.definition)
  for (const at of concept.parents) add('parent', system.concepts[at]?.code)
  for (const { language = '', use, value } of concept.designations) {
    add(['designation', language, use?.code ?? ''].filter((part) => part !== '').join('.'), value)
  }
  for (const property of concept.properties) {
    const { code = '' } = property
    if (!system.meanings.parent.has(code) && !system.meanings.child.has(code)) {
      add(`property.${code}`, textOf(choiceValue(property)))
    }
  }
  return new Map([...values].map(([element, list]) => [element, list.sort().join(', ')]))
}
