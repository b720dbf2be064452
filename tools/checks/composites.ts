import type { Edition, FacetValue } from '@yingma/core'
import type { Finding, Guard } from '../guards/guard.ts'
import { withEdition } from './edition-at.ts'

/** What joins the components of a composite in its name (11-13+6 counts weeks): a value whose name has one says its components. */
const JOINED = /(?<!\d)\+|、/

/** Names with a joining word that are one thing, and why. */
const WHOLE: ReadonlyMap<string, string> = new Map([
  ['positions 41', 'no single views are published for standing'],
  ['positions 42', 'no single views are published under load'],
])

/** Dictionaries of parts and ranges: 躯干+头部 is one range of one exam, its pieces are no values of their own. */
const RANGES = new Set(['radiology-parts', 'pet-parts'])

/** Composites name two or more components that are there, active and not composites of them; composite names say so. */
export const composites: Guard = {
  name: 'composites',
  check: (root) =>
    withEdition(root, (edition) => {
      const values = allValues(edition)
      const findings = values.flatMap((value) => findingsOf(value, edition))
      return { checked: values.filter(({ components }) => components !== undefined).length, findings }
    }),
}

function allValues(edition: Edition): readonly FacetValue[] {
  return [...edition.dictionaries.values()].flatMap(({ values }) => [...values.values()])
}

function findingsOf(value: FacetValue, edition: Edition): readonly Finding[] {
  const file = `facets/${value.dictionary}.tsv`
  const say = (message: string): Finding => ({ file, message: `${value.code} ${value.name}: ${message}` })
  const components = value.components ?? []
  if (components.length === 0) {
    const whole = RANGES.has(value.dictionary) || WHOLE.has(`${value.dictionary} ${value.code}`)
    return JOINED.test(value.name) && !whole ? [say('looks like a composite and names no components')] : []
  }
  const findings: Finding[] = []
  if (new Set(components).size !== components.length || components.length < 2) {
    findings.push(say('needs two or more different components'))
  }
  const values = edition.dictionaries.get(value.dictionary)?.values
  for (const code of components) {
    const component = values?.get(code.toUpperCase())
    if (component === undefined) findings.push(say(`component ${code} is not there`))
    else if (component.status === 'retired' && value.status === 'active')
      findings.push(say(`component ${code} is retired`))
    else if (component.components?.includes(value.code)) findings.push(say(`is itself a component of ${code}`))
  }
  return findings
}
