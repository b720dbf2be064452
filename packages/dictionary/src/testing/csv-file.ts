import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Writes a CSV as databases export it, in a folder of its own that goes when the run is over. */
export async function writeCsvFile(
  name: string,
  header: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'yingma-dictionary-')), name)
  const line = (cells: readonly (string | null)[]): string =>
    cells
      .map((cell) => (/[",\r\n]|^\s|\s$/.test(cell ?? '') ? `"${(cell ?? '').replaceAll('"', '""')}"` : (cell ?? '')))
      .join(',')
  await writeFile(file, `\uFEFF${[header, ...rows].map(line).join('\r\n')}\r\n`)
  return file
}
