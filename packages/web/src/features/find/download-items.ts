import { askForFile } from '../../api/client.ts'

type ExportFormat = 'xlsx' | 'csv' | 'jsonl'

/** Gives the items to the browser as a file, in the order of the table. */
export async function downloadItems(codes: readonly string[], format: ExportFormat): Promise<void> {
  await askForFile('POST /items/export', { body: { format, codes } })
}
