import { certify, type EditionFacts, type LexiconTerm, type Vocabulary } from '@yingma/core'
import { FILES } from '@yingma/edition'
import { compileLexicon } from '@yingma/normalise'
import type { GovernProblem } from '../problems/govern-problem.ts'
import { activeItemsWith } from '../proposals/value-use.ts'
import { checkNames } from './check-names.ts'
import type { Draft } from './draft.ts'

/**
 * What a draft breaks that the one before it kept: uniqueness and the other proofs of the certificate, ids that moved,
 * codes that are gone, words that mean nothing. Empty means that the change may be proposed.
 */
export function checkDraft(before: Draft, after: Draft, releases: readonly EditionFacts[]): readonly GovernProblem[] {
  const findings = certify(after.edition, releases).checks.flatMap(({ findings: found }) => found)
  return [
    ...findings.map((finding): GovernProblem => ({ code: 'govern-principle', finding })),
    ...changedIds(before, after),
    ...retiredInUse(after),
    ...changedValues(after, releases),
    ...emptyTerms(before, after),
    ...checkNames(before.tables, after.tables),
  ]
}

/** Rows of the register are only ever appended. */
function changedIds(before: Draft, after: Draft): readonly GovernProblem[] {
  const [old, now] = [before, after].map(({ tables }) => tables.get(FILES.ids) ?? '') as [string, string]
  if (now.startsWith(old)) return []
  const rows = new Set(now.split('\n'))
  const row = old.split('\n').find((line) => !rows.has(line)) ?? ''
  return [{ code: 'govern-id-changed', row }]
}

/** A retired value is in no active item. */
function retiredInUse({ edition }: Draft): readonly GovernProblem[] {
  const retired = [...edition.dictionaries.values()].flatMap(({ values }) =>
    [...values.values()].filter(({ status }) => status === 'retired'),
  )
  return retired.flatMap((value): GovernProblem[] => {
    const [user] = activeItemsWith(edition, value)
    if (user === undefined) return []
    const { dictionary, code } = value
    return [{ code: 'govern-value-in-use', dictionary, value: code, item: user.code, name: user.name }]
  })
}

/** A value that was released keeps its name, id, side and site: its codes are in the records of years. */
function changedValues({ edition }: Draft, releases: readonly EditionFacts[]): readonly GovernProblem[] {
  return releases.flatMap(({ dictionaries }) =>
    [...dictionaries.values()].flatMap(({ id, values }) =>
      [...values.values()].flatMap((old): GovernProblem[] => {
        const now = edition.dictionaries.get(id)?.values.get(old.code.toUpperCase())
        const same = ['name', 'conceptId', 'side', 'site'] as const
        const column = now === undefined ? 'code' : same.find((key) => now[key] !== old[key])
        return column === undefined ? [] : [{ code: 'govern-value-fixed', column: `${id} ${old.code} ${column}` }]
      }),
    ),
  )
}

/** Words whose meaning the edition does not have, unless they had none before. */
function emptyTerms(before: Draft, after: Draft): readonly GovernProblem[] {
  const old = new Set(before.terms.map(keyOf))
  const fresh = after.terms.filter((term) => !old.has(keyOf(term)))
  if (fresh.length === 0) return []
  return unknownTerms(after, fresh).map(({ term, kind, value }) => ({
    code: 'govern-term-means-nothing',
    term,
    kind,
    value,
  }))
}

function unknownTerms({ edition }: Draft, terms: readonly LexiconTerm[]): readonly LexiconTerm[] {
  const sources: Pick<Vocabulary, 'terms' | 'traditional' | 'containment'> = {
    terms,
    traditional: new Map(),
    containment: [],
  }
  return compileLexicon(edition, sources).unknown
}

function keyOf({ term, kind, value, scope }: LexiconTerm): string {
  return [term, kind, value, ...scope].join('\t')
}
