import { createFacetCodec, type Item } from '@yingma/core'
import { FILES } from '@yingma/edition'
import type { Draft } from '../draft/draft.ts'
import type { Change, ChangeKind, Subject } from '../proposals/change.ts'
import { rowsOf } from '../tables/table-edit.ts'

/** Picks from 0 to below `count`. */
export type Pick = (count: number) => number

const LEAVING = { reason: '试验', date: '2026-06-01' } as const

/** A change of this kind and subject that looks sensible for the draft; `undefined` where chance offers none. It may still be refused. */
export function randomChange(draft: Draft, kind: ChangeKind, subject: Subject, pick: Pick): Change | undefined {
  switch (subject) {
    case 'item':
      return itemChange(draft, kind, pick)
    case 'facet-value':
      return valueChange(draft, kind, pick)
    case 'rule':
      return ruleChange(draft, kind, pick)
    case 'lexicon-term':
      return termChange(draft, kind, pick)
  }
}

function itemChange({ edition, tables }: Draft, kind: ChangeKind, pick: Pick): Change | undefined {
  const active = edition.items.filter(({ status }) => status === 'active')
  const item = one(active, pick)
  const others = active.filter((other) => other.modality === item.modality && other !== item)
  if (others.length < 2) return undefined
  const other = one(others, pick)
  switch (kind) {
    case 'add':
      return { kind, subject: 'item', codes: [newCode({ edition }, item, pick)] }
    case 'retire':
      return { kind, subject: 'item', code: item.code, successors: [other.code], ...LEAVING }
    case 'merge':
      return { kind, subject: 'item', codes: [item.code], into: other.code, ...LEAVING }
    case 'split':
      return {
        kind,
        subject: 'item',
        code: item.code,
        into: [other.code, newCode({ edition }, item, pick)],
        ...LEAVING,
      }
    case 're-word':
      return {
        kind,
        subject: 'item',
        code: item.code,
        nameEn: `${item.nameEn}, re-worded ${pick(1_000_000)}`,
        reason: 'established-term',
        ...(item.name === item.grammarName ? { name: item.name } : {}),
      }
    case 'change': {
      const retired = rowsOf(tables, FILES.retired)
      if (retired.length === 0) return undefined
      return { kind, subject: 'item', code: one(retired, pick).item ?? '', successors: [other.code], reason: '更正' }
    }
  }
}

/** A code that mixes the fields of an item with those of others of its modality. */
function newCode({ edition }: Pick2, item: Item, pick: Pick): string {
  const alike = edition.items.filter(({ modality, origin }) => modality === item.modality && origin === item.origin)
  const other = one(alike, pick)
  const code = createFacetCodec(edition).codeOf({ ...item.facets, scan: other.facets.scan } as Item['facets'])
  return code ?? item.code
}
type Pick2 = { readonly edition: Draft['edition'] }

function valueChange(draft: Draft, kind: ChangeKind, pick: Pick): Change | undefined {
  const dictionary = one(['scans-ct', 'positions', 'radiology-parts', 'ultrasound-details', 'processings'], pick)
  const values = [...(draft.edition.dictionaries.get(dictionary)?.values.values() ?? [])]
  const value = one(values, pick)
  const n = pick(1_000_000)
  switch (kind) {
    case 'add': {
      const code = freshValueCode(
        values.map(({ code: taken }) => taken),
        dictionary,
        pick,
      )
      return { kind, subject: 'facet-value', dictionary, row: { code, name: `新值${n}`, nameEn: `new value ${n}` } }
    }
    case 'change':
      return {
        kind,
        subject: 'facet-value',
        dictionary,
        code: value.code,
        cells: { [sheetColumn(dictionary)]: `说明${n}` },
      }
    case 're-word':
      return { kind, subject: 'facet-value', dictionary, code: value.code, cells: { nameEn: `${value.nameEn} (${n})` } }
    case 'retire':
      return { kind, subject: 'facet-value', dictionary, code: value.code }
    case 'merge':
      return { kind, subject: 'facet-value', dictionary, codes: [value.code], into: one(values, pick).code, ...LEAVING }
    case 'split': {
      const into = [one(values, pick).code, one(values, pick).code]
      return { kind, subject: 'facet-value', dictionary, code: value.code, into, ...LEAVING }
    }
  }
}

function sheetColumn(dictionary: string): string {
  return dictionary.startsWith('scans')
    ? 'sheet.group'
    : dictionary === 'radiology-parts'
      ? 'sheet.dicomBodyPart'
      : 'nameEn'
}

/** Characters of codes without the prefix of extensions. */
const CHARACTERS = '0123456789ABCDEFGHJKMNPQRSTUVWXZ'

function freshValueCode(taken: readonly string[], dictionary: string, pick: Pick): string {
  const stem = dictionary === 'radiology-parts' ? '0101' : ''
  const code = stem + CHARACTERS.charAt(pick(CHARACTERS.length)) + CHARACTERS.charAt(pick(CHARACTERS.length))
  return taken.includes(code) ? `${stem}${CHARACTERS.charAt(pick(10))}${CHARACTERS.charAt(10 + pick(20))}` : code
}

function ruleChange(draft: Draft, kind: ChangeKind, pick: Pick): Change | undefined {
  const file = one(['rules/ct.tsv', 'rules/mr.tsv', 'rules/ultrasound.tsv', 'rules/xray.tsv'], pick)
  const rows = rowsOf(draft.tables, file)
  const row = one(rows, pick)
  const scan = 'scan/processing' in row ? 'scan/processing' : 'scan'
  const members = (row.part ?? '').split(' ')
  const [first = '', ...rest] = members
  switch (kind) {
    case 'add': {
      const added = { ...row, part: first, [scan]: one(rows, pick)[scan]?.split(' ')[0] ?? '', note: `试${pick(1e6)}` }
      return { kind, subject: 'rule', file, before: [], after: [added] }
    }
    case 'change':
    case 're-word':
      return { kind, subject: 'rule', file, before: [row], after: [{ ...row, note: `${kind} ${pick(1e6)}` }] }
    case 'retire':
      return { kind, subject: 'rule', file, before: [rows.at(-1) ?? row], after: [] }
    case 'split': {
      if (rest.length === 0) return undefined
      return {
        kind,
        subject: 'rule',
        file,
        before: [row],
        after: [
          { ...row, part: first },
          { ...row, part: rest.join(' ') },
        ],
      }
    }
    case 'merge': {
      const alike = rows.filter((other) => other !== row && other[scan] === row[scan] && sameBut(other, row, 'part'))
      const other = alike[0]
      if (other === undefined) return undefined
      return {
        kind,
        subject: 'rule',
        file,
        before: [row, other],
        after: [{ ...row, part: `${row.part} ${other.part}` }],
      }
    }
  }
}

function sameBut(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>, column: string): boolean {
  return Object.keys(a).every((key) => key === column || key === 'note' || a[key] === b[key])
}

function termChange(draft: Draft, kind: ChangeKind, pick: Pick): Change | undefined {
  const file = one(['lexicon/scans.tsv', 'lexicon/radiology-parts.tsv', 'lexicon/ultrasound-parts.tsv'], pick)
  const rows = rowsOf(draft.tables, file)
  const row = one(rows, pick)
  const [scope = '', ...scopes] = (row.scope ?? '').split(',')
  const n = pick(1_000_000)
  const change = { kind, subject: 'lexicon-term', file } as const
  switch (kind) {
    case 'add':
      return { ...change, before: [], after: [{ ...row, term: `新词${n}`, form: 'synonym', note: '' }] }
    case 'change':
      return { ...change, before: [row], after: [{ ...row, note: `注${n}` }] }
    case 're-word':
      return { ...change, before: [row], after: [{ ...row, term: `${row.term}${n}` }] }
    case 'retire':
      return { ...change, before: [row], after: [] }
    case 'merge':
      return {
        ...change,
        before: [row, rows[(rows.indexOf(row) + 1) % rows.length] ?? row],
        after: [{ ...row, note: `并${n}` }],
      }
    case 'split': {
      if (scopes.length === 0) return undefined
      return {
        ...change,
        before: [row],
        after: [
          { ...row, scope },
          { ...row, scope: scopes.join(',') },
        ],
      }
    }
  }
}

function one<T>(list: readonly T[], pick: Pick): T {
  return list[pick(list.length)] as T
}
