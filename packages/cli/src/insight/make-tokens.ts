import { type LinkageKey, linkageToken } from '@yingma/insight'
import { createTableWriter, openTable, outputLike, type TableProblem, type WriteFormat } from '@yingma/tables'

/** What became of a table whose patients got tokens. */
export interface TokenCounts {
  readonly rows: number
  readonly tokens: number
  /** Identifiers that are empty or plainly placeholders: their rows have no token. */
  readonly without: number
}

export const TOKEN_HEADER = '患者令牌'

/**
 * Writes a table anew in which a column of linkage tokens stands in place of the identifiers. Other personal columns (names, phones) are
 * left out as everywhere. Nothing is written where the column is not there.
 */
export async function makeTokens(
  source: string,
  column: string,
  target: string,
  key: LinkageKey,
): Promise<
  { readonly ok: true; readonly value: TokenCounts } | { readonly ok: false; readonly problem: TableProblem }
> {
  const opened = await openTable(source, { keep: [column] })
  if (!opened.ok) return opened
  const table = opened.value
  try {
    const place = table.columns.find(({ header }) => header === column)?.position ?? -1
    const like = outputLike(table)
    const format = formatOf(target) ?? like.format
    const columns = table.headers.map((name, index) =>
      index === place ? { name: TOKEN_HEADER, origin: 'ours' as const } : { name, origin: 'input' as const },
    )
    const writer = await createTableWriter(target, { format, columns, mark: like.mark, lineEnd: like.lineEnd })
    if (!writer.ok) return writer
    let [rows, tokens] = [0, 0]
    const replaced = (row: readonly string[]) => {
      const token = linkageToken(row[place] ?? '', key)
      rows++
      if (token !== undefined) tokens++
      return row.map((cell, index) => (index === place ? (token ?? '') : cell))
    }
    for await (const step of table.rows()) {
      const problem = step.kind === 'stop' ? step.problem : await writer.value.write(step.rows.map(replaced))
      if (problem === undefined) continue
      await writer.value.abort()
      return { ok: false, problem }
    }
    const closed = await writer.value.close()
    return closed.ok ? { ok: true, value: { rows, tokens, without: rows - tokens } } : closed
  } finally {
    await table.close()
  }
}

function formatOf(target: string): WriteFormat | undefined {
  const end = /\.(csv|tsv|xlsx|jsonl)$/iu.exec(target)?.[1]?.toLowerCase()
  return end as WriteFormat | undefined
}
