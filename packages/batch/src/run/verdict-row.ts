import type { Edition } from '@yingma/core'
import type { Normalised } from '@yingma/normalise'

/** Parts of a list inside a text on its way into the engine; no name or code contains it. */
export const LIST_SEPARATOR = '\u001f'

/**
 * Columns of a verdict in mapping.parquet, behind `input_id`, the key and `count`. Lists travel as joined text and are
 * split in the engine. `detail` is JSON: the segments with spans and closest items, losing readings, rules that fired.
 */
export const VERDICT_FIELDS = [
  { name: 'state', type: 'VARCHAR' },
  { name: 'confidence', type: 'DOUBLE' },
  { name: 'codes', type: 'LIST' },
  { name: 'item_names', type: 'LIST' },
  { name: 'relations', type: 'LIST' },
  /** Modality of the first item, in the words of the standard; null where nothing was chosen. */
  { name: 'item_modality', type: 'VARCHAR' },
  /** Segments of the name that are exams without an item. */
  { name: 'segments_without_item', type: 'INTEGER' },
  { name: 'modifiers', type: 'LIST' },
  { name: 'defaults', type: 'LIST' },
  { name: 'classes', type: 'LIST' },
  { name: 'flags', type: 'LIST' },
  { name: 'reason', type: 'VARCHAR' },
  { name: 'detail', type: 'VARCHAR' },
] as const

export type VerdictRow = ReadonlyArray<string | number | null>

/** A verdict as one row in the order of `VERDICT_FIELDS`. */
export function verdictRow(verdict: Normalised, edition: Pick<Edition, 'byCode'>): VerdictRow {
  const coded = verdict.items.filter((item) => item.code !== null)
  return [
    verdict.state,
    verdict.confidence,
    coded.map((item) => item.code).join(LIST_SEPARATOR),
    coded.map((item) => item.name ?? itemOf(edition, item.code)?.name ?? '').join(LIST_SEPARATOR),
    coded.map((item) => item.relation).join(LIST_SEPARATOR),
    itemOf(edition, coded[0]?.code)?.modality ?? null,
    verdict.items.length - coded.length,
    verdict.modifiers.join(LIST_SEPARATOR),
    verdict.defaults.join(LIST_SEPARATOR),
    verdict.classes.join(LIST_SEPARATOR),
    verdict.flags.join(LIST_SEPARATOR),
    verdict.reason ?? null,
    JSON.stringify({ items: verdict.items.map(segment), candidates: verdict.candidates, rules: verdict.rules }),
  ]
}

function itemOf({ byCode }: Pick<Edition, 'byCode'>, code: string | null | undefined) {
  return code == null ? undefined : byCode.get(code.toUpperCase())
}

/** Code, name and relation stand in columns of their own; the rest of a segment explains. */
function segment(item: Normalised['items'][number]) {
  const { code, relation, missing, closest, spans } = item
  return { code, relation, ...(missing && { missing }), ...(closest && { closest }), spans }
}
