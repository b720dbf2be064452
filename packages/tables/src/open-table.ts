import { openReader } from './formats/open-reader.ts'
import type { Sample } from './formats/raw-block.ts'
import { DEFAULT_LIMITS, type TableLimits } from './model/limits.ts'
import { done, failed, type Result } from './model/result.ts'
import { openSource, readProblem, type SourceInput } from './source/byte-source.ts'
import type { Table, TopRow } from './table.ts'
import { layOut } from './table-layout.ts'
import type { TableOptions } from './table-options.ts'
import { createRowStream } from './table-rows.ts'

/**
 * Opens a table: a path, `-` for the standard input, bytes, or a stream of bytes. Finds out format, encoding, delimiter,
 * header, kind, roles of the columns and personal columns, each with its evidence, from the content alone; whatever the
 * options give is not guessed. Nothing but the beginning is read before `rows()`.
 */
export async function openTable(input: SourceInput, options: TableOptions = {}): Promise<Result<Table>> {
  const opened = await openSource(input, options.name)
  if (!opened.ok) return opened
  const source = opened.value
  const limits: TableLimits = { ...DEFAULT_LIMITS, ...options.limits }
  try {
    const reader = await openReader(source, options, limits)
    const layout = reader.ok ? layOut(reader.value, options, source.name, limits) : reader
    if (!reader.ok || !layout.ok) {
      await source.close()
      return layout as Exclude<typeof layout, { ok: true }>
    }
    const { format, encoding, mark, delimiter, lineEnd, sheet, sheets, sample } = reader.value
    const { shape: _shape, body: _body, ...described } = layout.value
    const about = {
      name: source.name,
      format,
      encoding,
      mark,
      delimiter,
      lineEnd,
      sheet,
      sheets,
      top: topOf(sample),
      ...described,
    }
    return done({
      ...about,
      ...createRowStream(source, reader.value, layout.value, options, limits),
      close: source.close,
    })
  } catch (error) {
    await source.close()
    return failed(readProblem(source.name, error))
  }
}

const TOP_ROWS = 20

function topOf({ rows, numbers, keys }: Sample): TopRow[] {
  if (keys !== undefined) return []
  return rows.slice(0, TOP_ROWS).map((cells, at) => ({ number: numbers[at] ?? at + 1, cells }))
}
