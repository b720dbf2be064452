import { createFacetCodec, type Edition } from '@yingma/core'
import type { Published, PublishedItem, PublishedValue } from './read-published.ts'

/** What the comparison found: how many of what, and every counterexample in words. */
export interface Comparison {
  readonly counts: readonly (readonly [what: string, count: number])[]
  readonly findings: readonly string[]
}

/** So many of the published names the grammar must give by itself. */
const LEAST_BY_GRAMMAR = 1800

/** Compares an edition with the published tables; an empty table is a counterexample, since it proves nothing. */
export function comparePublished(edition: Edition, { items, values }: Published): Comparison {
  const findings: string[] = []
  const published = new Set(items.map(({ code }) => code.toUpperCase()))
  const ours = edition.items.filter(({ origin }) => origin === 'published')
  const foreign = ours.filter(({ code }) => !published.has(code.toUpperCase()))
  findings.push(...foreign.map(({ code, name }) => `${code} ${name} is not published`))
  if (items.length === 0 || values.length === 0) findings.push('the published tables are empty')
  if (published.size !== items.length) findings.push('the published tables have a code twice')

  const codec = createFacetCodec(edition)
  let byGrammar = 0
  let disagreeing = 0
  for (const item of items) {
    const own = edition.byCode.get(item.code.toUpperCase())
    if (own === undefined) {
      findings.push(`${item.code} ${item.name} is missing`)
      continue
    }
    if (own.code !== item.code) findings.push(`${item.code} is spelled ${own.code}`)
    if (own.name !== item.name) findings.push(`${item.code} is named ${own.name}, published as ${item.name}`)
    if (own.grammarName === item.name) byGrammar += 1
    if (codec.codeOf(own.facets) !== item.code) findings.push(`${item.code} has facets of another code`)
    const columns = disagreements(item, edition)
    disagreeing += columns.isKnown ? 1 : 0
    findings.push(...columns.findings)
  }
  if (byGrammar < LEAST_BY_GRAMMAR) findings.push(`only ${byGrammar} names by the grammar, ${LEAST_BY_GRAMMAR} needed`)
  const named = distinct([...values, ...items.flatMap(({ parts }) => parts)])
  findings.push(...named.flatMap((value) => compareValue(value, edition)))
  return {
    counts: [
      ['published codes', items.length],
      ['items of published origin', ours.length],
      ['names equal to the published spelling by the grammar', byGrammar],
      ['names by override', ours.filter(({ name, grammarName }) => name !== grammarName).length],
      ['rows whose columns disagree with their code, all recorded as source defects', disagreeing],
      ['names of facet values compared', named.length],
      ['recorded source defects', edition.sourceDefects.length],
    ],
    findings,
  }
}

/** The facet columns of a row against the pieces of its code: the code wins; a recorded defect is no finding. */
function disagreements(item: PublishedItem, edition: Edition): { isKnown: boolean; findings: readonly string[] } {
  const wrong = item.columns.filter(({ start, code }) => item.code.slice(start, start + code.length) !== code)
  if (wrong.length === 0) return { isKnown: false, findings: [] }
  const isKnown = edition.sourceDefects.some(({ where }) => where.split(' ').includes(item.code))
  const said = wrong.map(({ column, code }) => `${column} ${code}`).join(', ')
  return { isKnown, findings: isKnown ? [] : [`${item.code}: ${said} disagrees with the code and is not recorded`] }
}

function distinct(values: readonly PublishedValue[]): readonly PublishedValue[] {
  return [...new Map(values.map((value) => [`${value.dictionary} ${value.code} ${value.name}`, value])).values()]
}

/** A dictionary value has its published name, brackets, spaces and the word for "none" aside; or is recorded as left out. */
function compareValue({ dictionary, code, name }: PublishedValue, edition: Edition): readonly string[] {
  const own = edition.dictionaries.get(dictionary)?.values.get(code.toUpperCase())
  if (own === undefined) {
    const isRecorded = edition.sourceDefects.some(({ where }) => where.split(' ').at(-1) === code)
    return isRecorded ? [] : [`${dictionary} ${code} ${name} is missing`]
  }
  const isSame = fold(own.name) === fold(name) || (name === '' && /^0+$/.test(code))
  return isSame ? [] : [`${dictionary} ${code} is named ${own.name}, published as ${name}`]
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
}
