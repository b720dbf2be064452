import type { ItemRow } from '../../app/edition.ts'

interface SettingsSection {
  readonly body: Readonly<Record<string, unknown>>
}

interface Note {
  readonly codes?: readonly string[]
  readonly modality?: string
  readonly contrast?: string
  readonly part?: string
  readonly preparation?: string
}

/** What a hospital wrote on preparing for an item: of the notes that fit, the last one holds. */
export function preparationFor(sections: readonly SettingsSection[], item: ItemRow): string | undefined {
  const notes = sections.flatMap(({ body }) => (Array.isArray(body.notes) ? (body.notes as readonly Note[]) : []))
  return notes.filter((note) => note.preparation !== undefined && fits(note, item)).at(-1)?.preparation
}

/** Notes by contrast need what the item's sheet says, which is not at hand here: the booklet of the dictionary has them. */
function fits({ codes, modality, contrast, part }: Note, item: ItemRow): boolean {
  return (
    contrast === undefined &&
    (codes === undefined || codes.includes(item.code)) &&
    (modality === undefined || modality === item.modality) &&
    (part === undefined || String(item.facets.part).startsWith(part))
  )
}
