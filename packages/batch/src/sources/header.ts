/** What the first record of a delimited text file tells. */
export interface Header {
  /** Unique (letter case ignored, as the engine does): a repeated name gets `_2`, a nameless column `column_3`. */
  readonly columns: readonly string[]
  readonly delimiter: string
  readonly newline: '\n' | '\r\n' | '\r'
}

const DELIMITERS = [',', '\t', ';', '|'] as const

/**
 * Reads the header. The delimiter is the one that occurs most in it: names of exams are full of commas and bars, headers
 * are not, so the header is the better witness.
 */
export function readHeader(text: string): Header {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text
  const newline = /\r\n|\n|\r/u.exec(body)?.[0] ?? '\n'
  const unquoted = firstRecord(body).replace(/"(?:[^"]|"")*"/gu, '')
  const delimiter = [...DELIMITERS].sort((a, b) => unquoted.split(b).length - unquoted.split(a).length)[0] ?? ','
  return { columns: uniqueNames(cells(firstRecord(body), delimiter)), delimiter, newline: newline as Header['newline'] }
}

function firstRecord(text: string): string {
  let quoted = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) return text.slice(0, index)
  }
  return text
}

function cells(record: string, delimiter: string): readonly string[] {
  const found: string[] = []
  let cell = ''
  let quoted = false
  for (let index = 0; index < record.length; index++) {
    const character = record[index] as string
    if (character === '"' && quoted && record[index + 1] === '"') {
      cell += '"'
      index++
    } else if (character === '"') quoted = !quoted
    else if (character === delimiter && !quoted) {
      found.push(cell)
      cell = ''
    } else cell += character
  }
  return [...found, cell].map((name) => name.trim())
}

function uniqueNames(names: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return names.map((given, index) => {
    const base = given === '' ? `column_${index + 1}` : given
    let name = base
    for (let n = 2; seen.has(name.toLowerCase()); n++) name = `${base}_${n}`
    seen.add(name.toLowerCase())
    return name
  })
}
