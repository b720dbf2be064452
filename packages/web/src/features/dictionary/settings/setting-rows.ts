import type { Row } from './rows-editor.tsx'

/** A value of the settings as it stands in a field: lists with spaces between. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(' ')
  return value === undefined || value === null ? '' : String(value)
}

/** A field with several values, with spaces or commas between. */
export function listOf(text: string): string[] {
  return text.split(/[\s,，、]+/).filter((one) => one !== '')
}

/** A list of the settings as rows of a form. */
export function rowsOf(value: unknown): readonly Row[] {
  if (!Array.isArray(value)) return []
  return value.map((one) =>
    Object.fromEntries(Object.entries(one as Record<string, unknown>).map(([key, cell]) => [key, textOf(cell)])),
  )
}
