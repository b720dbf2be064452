import { EMPTY_ENTRY, textFormat } from './format.ts'
import { inputCode, type MappingEntry } from './mapping-entry.ts'

const COLUMNS = [
  'source_code',
  'source_concept_id',
  'source_vocabulary_id',
  'source_code_description',
  'target_concept_id',
  'target_vocabulary_id',
  'valid_start_date',
  'valid_end_date',
  'invalid_reason',
] as const
/** OMOP keeps the concept ids above two thousand million for the concepts of sites; our permanent ids are put behind it. */
const OWN_CONCEPTS = 2_000_000_000
const DESCRIPTION = 255

/** The OMOP table source_to_concept_map as CSV. An input without an item maps to concept 0. */
export const omop = textFormat({
  id: 'omop',
  fileName: 'source_to_concept_map.csv',
  losses: [
    'confidence',
    'count',
    'state',
    'relation',
    'reason',
    'flags',
    'negatives',
    'set',
    'key',
    'long-names',
    'explanation',
  ],
  async *text(entries, context) {
    yield `${COLUMNS.join(',')}\n`
    for await (const entry of entries()) {
      const code = inputCode(entry.key)
      const description = quoted([...(entry.key.name ?? '')].slice(0, DESCRIPTION).join(''))
      const ids = entry.targets.map((target) => {
        const item = context.edition.byCode.get(target.code.toUpperCase())
        return item === undefined ? 0 : OWN_CONCEPTS + Number(item.conceptId)
      })
      for (const id of ids.length === 0 ? [0] : ids) {
        yield `${code},0,YINGMA_LOCAL,${description},${id},${id === 0 ? 'None' : 'YINGMA'},${context.date},2099-12-31,\n`
      }
    }
  },
  parse(text, context) {
    const byId = new Map(
      [...context.edition.byCode.values()].map((item) => [OWN_CONCEPTS + Number(item.conceptId), item]),
    )
    const found = new Map<string, MappingEntry>()
    for (const [code = '', , , name = '', id = ''] of records(text).slice(1)) {
      const entry = found.get(code) ?? { ...EMPTY_ENTRY, key: name === '' ? {} : { name } }
      const item = byId.get(Number(id))
      const target = item === undefined ? [] : [{ code: item.code, name: item.name, relation: 'equivalent' as const }]
      found.set(code, { ...entry, targets: [...entry.targets, ...target] })
    }
    return [...found.values()]
  },
})

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** Records of a CSV that we wrote: only the description is quoted. */
function records(text: string): readonly (readonly string[])[] {
  const found: string[][] = []
  for (const match of text.matchAll(
    /([^,\n]*),([^,\n]*),([^,\n]*),(?:"((?:[^"]|"")*)"|([^,\n]*)),([^,\n]*),[^\n]*\n/gu,
  )) {
    found.push([match[1] ?? '', '', '', (match[4] ?? match[5] ?? '').replaceAll('""', '"'), match[6] ?? ''])
  }
  return found
}
