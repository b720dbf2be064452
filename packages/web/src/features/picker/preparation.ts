import type { ItemRow } from '../../app/edition.ts'

interface SettingsSection {
  readonly body: Readonly<Record<string, unknown>>
}

interface Note {
  readonly codes?: readonly string[]
  readonly modality?: string
  readonly contrast?: string
  readonly part?: string
  readonly scan?: string
  readonly preparation?: string
}

/**
 * What a hospital wrote on preparing for an item: of the notes that fit, the last one holds, as in the booklet of its
 * dictionary. `contrast` is what the item's sheet says of it; until that is known, nothing is said rather than half.
 */
export function preparationFor(
  sections: readonly SettingsSection[],
  item: ItemRow,
  contrast: string | undefined,
): string | undefined {
  const notes = sections.flatMap(({ body }) => (Array.isArray(body.notes) ? (body.notes as readonly Note[]) : []))
  return notes.filter((note) => note.preparation !== undefined && fits(note, item, contrast)).at(-1)?.preparation
}

function fits(
  { codes, modality, contrast, part, scan }: Note,
  item: ItemRow,
  itemContrast: string | undefined,
): boolean {
  const { code, facets } = item
  return (
    (codes === undefined || codes.some((one) => upper(one) === upper(code))) &&
    (modality === undefined || modality === item.modality) &&
    (contrast === undefined || contrast === itemContrast) &&
    (part === undefined || upper(facets.part).startsWith(part.toUpperCase())) &&
    (scan === undefined || upper(facets.scan) === scan.toUpperCase())
  )
}

function upper(value: unknown): string {
  return typeof value === 'string' ? value.toUpperCase() : ''
}
