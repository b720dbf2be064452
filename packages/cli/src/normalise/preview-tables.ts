import { previewChange } from '@yingma/normalise'
import type { Call } from '../command-line/call.ts'
import type { ExitCode } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { tableCatalogue } from '../texts/table-catalogue.ts'
import { inputColumns } from './distinct-inputs.ts'
import type { Opened } from './open-normaliser.ts'
import { type ReadPlan, readRows } from './read-rows.ts'
import { previewJson, previewText } from './texts/preview-text.ts'
import { Verdicts } from './verdicts.ts'

/** Says every name of the tables whose result the proposed changes would change. Nothing is written. */
export async function previewTables(
  call: Call,
  { normaliser, proposed }: Opened,
  plan: Omit<ReadPlan, 'source'>,
): Promise<ExitCode> {
  if (proposed === null) throw new Error('nothing is proposed')
  const inputs = new Verdicts(normaliser, () => null)
  for (const source of call.operands) {
    const read = await readRows({ ...plan, source }, (table) => {
      const columns = inputColumns(table, call.options.get('modality') ?? '', true)
      return Promise.resolve({
        rows: (rows) => {
          for (const row of rows) inputs.of(row, columns)
          return undefined
        },
      })
    })
    if (!read.ok) return sayProblems({ catalogue: tableCatalogue, problems: [read.problem] }, call, 1)
  }
  const counted = inputs.all().map(({ input, exams }) => ({ ...input, exams }))
  const changed = previewChange(counted, normaliser, proposed)
  if (call.json) writeJson(call, previewJson(changed, counted.length))
  else call.terminal.out(previewText(changed, counted.length, call.language))
  return 0
}
