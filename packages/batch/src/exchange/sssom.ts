import { DEFAULT_BASE_URI } from '@yingma/core'
import { EMPTY_ENTRY, textFormat } from './format.ts'
import { inputCode, type MappingEntry, type Target } from './mapping-entry.ts'

const PREDICATES: Readonly<Record<Target['relation'], string>> = {
  equivalent: 'skos:exactMatch',
  // Seen from the subject: what says more than the item has the item as a broader match.
  narrower: 'skos:broadMatch',
  broader: 'skos:narrowMatch',
}
const COLUMNS = [
  'subject_id',
  'subject_label',
  'predicate_id',
  'predicate_modifier',
  'object_id',
  'object_label',
  'mapping_justification',
  'confidence',
  'mapping_cardinality',
  'other',
] as const
/** The object of a subject for which no item was found, as the SSSOM standard has it. */
const NO_TERM = 'sssom:NoTermFound'
const JUSTIFICATION = 'semapv:LexicalMatching'

/**
 * SSSOM as TSV with its metadata in front. One row per input and item, `sssom:NoTermFound` for an input without one,
 * `predicate_modifier` Not for a negative. `other` holds the rest of the entry as JSON, in the first row of each input.
 */
export const sssom = textFormat({
  id: 'sssom',
  fileName: 'mapping.sssom.tsv',
  losses: ['explanation'],
  async *text(entries, context) {
    yield [
      '#curie_map:',
      `#  yingma: "${DEFAULT_BASE_URI}/code/"`,
      `#  local: "${context.source}#"`,
      '#  skos: "http://www.w3.org/2004/02/skos/core#"',
      '#  semapv: "https://w3id.org/semapv/vocab/"',
      '#  sssom: "https://w3id.org/sssom/"',
      `#mapping_set_id: "${context.source}/mapping"`,
      `#mapping_set_version: "${context.edition.version}"`,
      `#mapping_date: "${context.date}"`,
      '#license: "https://w3id.org/sssom/license/unspecified"',
      `${COLUMNS.join('\t')}\n`,
    ].join('\n')
    for await (const entry of entries())
      yield rowsOf(entry)
        .map((row) => `${row.map(cell).join('\t')}\n`)
        .join('')
  },
  parse(text) {
    const found = new Map<string, MappingEntry>()
    for (const row of records(text.replace(/^(?:#[^\n]*\n)*/u, '')).slice(1)) addRow(found, row)
    return [...found.values()]
  },
})

function rowsOf(entry: MappingEntry): readonly (readonly string[])[] {
  const { key, count, state, reason, flags, modifiers } = entry
  const subject = [`local:${inputCode(key)}`, key.name ?? ''] as const
  const other = JSON.stringify({ key, count, state, reason, flags, modifiers })
  const cardinality = entry.targets.length === 0 ? '1:0' : entry.targets.length === 1 ? '1:1' : '1:n'
  const confidence = String(entry.confidence)
  const rows: (readonly string[])[] = entry.targets.map((target, n) => [
    ...subject,
    PREDICATES[target.relation],
    '',
    `yingma:${target.code}`,
    target.name,
    JUSTIFICATION,
    confidence,
    cardinality,
    n === 0 ? other : '',
  ])
  if (rows.length === 0)
    rows.push([...subject, 'skos:exactMatch', '', NO_TERM, '', JUSTIFICATION, confidence, cardinality, other])
  for (const negative of entry.negatives) {
    rows.push([
      ...subject,
      'skos:exactMatch',
      'Not',
      `yingma:${negative.code}`,
      negative.name,
      'semapv:ManualMappingCuration',
      '1',
      '',
      '',
    ])
  }
  return rows
}

function addRow(found: Map<string, MappingEntry>, row: readonly string[]): void {
  const [subject = '', , predicate = '', modifier = '', object = '', name = '', , confidence = '', , other = ''] = row
  const rest = other === '' ? {} : (JSON.parse(other) as Partial<MappingEntry>)
  const before = found.get(subject) ?? { ...EMPTY_ENTRY, key: {}, ...rest, confidence: Number(confidence) }
  const code = object.replace(/^yingma:/u, '')
  const relation =
    (Object.keys(PREDICATES) as Target['relation'][]).find((r) => PREDICATES[r] === predicate) ?? 'equivalent'
  if (modifier === 'Not') found.set(subject, { ...before, negatives: [...before.negatives, { code, name }] })
  else if (object === NO_TERM) found.set(subject, before)
  else found.set(subject, { ...before, targets: [...before.targets, { code, name, relation }] })
}

/** A cell that holds a tab, a line end or a quote stands in quotes, quotes inside it doubled, as in CSV. */
function cell(text: string): string {
  return /["\t\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function records(text: string): readonly (readonly string[])[] {
  const found: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n)/gu)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\t') continue
    found.push(row)
    row = []
  }
  return found
}
