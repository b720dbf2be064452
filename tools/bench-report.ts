/** One measured line. The keys are the columns; `met` says whether a goal is reached. */
export type BenchRow = Readonly<Record<string, string | number | boolean>>

/** The default export of a file in `packages/<name>/bench/`. */
export interface Bench {
  /** File name of the report, in kebab-case. */
  readonly name: string
  /** What was measured on what, in Markdown; stands above the table. */
  readonly about?: string
  run(): Promise<readonly BenchRow[]>
}

export interface Machine {
  readonly cores: number
  readonly processor: string
  readonly memoryGiB: number
  readonly node: string
  readonly system: string
}

/** A Markdown table, also readable on a terminal; numbers are grouped in thousands and aligned right. */
export function renderTable(rows: readonly BenchRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const body = rows.map((row) => columns.map((column) => renderCell(row[column])))
  const widths = columns.map((column, i) =>
    Math.max(...[column, ...body.map((cells) => cells[i]!)].map(displayWidth), 3),
  )
  const isNumber = columns.map((column) => rows.every((row) => typeof row[column] !== 'string' && column !== 'met'))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => pad(cell, widths[i]!, isNumber[i]!)).join(' | ')} |`
  const rule = `|${widths.map((width, i) => `${'-'.repeat(width + 1)}${isNumber[i] ? ':' : '-'}`).join('|')}|`
  return [line(columns), rule, ...body.map(line)].join('\n')
}

/** The page in docs/benchmarks: when, how and on what machine it was measured, and the figures. */
export function renderReport(bench: Bench, rows: readonly BenchRow[], machine: Machine, date: string): string {
  const { cores, processor, memoryGiB, node, system } = machine
  return `# Benchmark: ${bench.name}

Written by \`npm run bench -- ${bench.name}\` on ${date}; do not edit.

Machine: ${cores} cores (${processor}), ${memoryGiB} GiB memory, Node ${node}, ${system}.
${bench.about === undefined ? '' : `\n${bench.about}\n`}
${renderTable(rows)}
`
}

function renderCell(value: string | number | boolean | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value.replaceAll('|', '\\|')
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3
  return value.toLocaleString('en-US', { maximumFractionDigits: digits })
}

function pad(text: string, width: number, right: boolean): string {
  const fill = ' '.repeat(width - displayWidth(text))
  return right ? fill + text : text + fill
}

/** Columns on a terminal: Chinese characters and full-width signs take two. */
function displayWidth(text: string): number {
  let width = 0
  for (const char of text) width += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(char) ? 2 : 1
  return width
}
