import { createByteBatch } from './byte-batch.ts'
import { isPlainNumber } from './plain-number.ts'
import type { OutputColumn, RowEncoder, Send } from './row-encoder.ts'

/**
 * Writes JSON Lines: one object a row, every value a string (half surrogates come escaped, so any text survives). Keys are
 * the column names; an empty one becomes `column_3`, a second one of the same name `name_2`.
 */
export function createJsonLinesEncoder(columns: readonly OutputColumn[], send: Send): RowEncoder {
  const keys = uniqueNames(columns.map((column) => column.name)).map((name) => `${JSON.stringify(name)}:`)
  const numbers = columns.map((column) => column.type === 'number')
  const batch = createByteBatch()

  function lineOf(row: readonly string[]): string {
    let line = '{'
    for (let i = 0; i < keys.length; i++) {
      const cell = row[i] ?? ''
      line += (i > 0 ? ',' : '') + keys[i] + (numbers[i] === true && isPlainNumber(cell) ? cell : jsonString(cell))
    }
    return `${line}}\n`
  }

  return {
    async add(rows) {
      for (const row of rows) {
        batch.add(lineOf(row))
        if (!batch.full()) continue
        const problem = await send(batch.take())
        if (problem !== undefined) return problem
      }
      return undefined
    },
    finish: () => send(batch.take()),
    stop: () => undefined,
  }
}

/** Characters that JSON escapes, and surrogates, of which a half would have to be escaped. */
const ESCAPED = /[^\u0020\u0021\u0023-\u005B\u005D-\uD7FF\uE000-\uFFFF]/

/** Most cells need no escape, and then this is several times quicker. */
const jsonString = (cell: string): string => (ESCAPED.test(cell) ? JSON.stringify(cell) : `"${cell}"`)

/** Keys for columns: an empty name becomes `column_3`, a second one of the same name `name_2`. */
function uniqueNames(names: readonly string[]): string[] {
  const used = new Set<string>(names)
  const given = new Set<string>()
  return names.map((name, i) => {
    let unique = name === '' ? `column_${i + 1}` : name
    for (let n = 2; given.has(unique) || (unique !== name && used.has(unique)); n++)
      unique = `${name === '' ? 'column' : name}_${name === '' ? i + n : n}`
    given.add(unique)
    return unique
  })
}
