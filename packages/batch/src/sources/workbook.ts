import { rmSync } from 'node:fs'
import { createTableWriter, openTable } from '@yingma/tables'
import { isDiskFull } from '../disk-full.ts'
import { ProblemError } from '../problem.ts'
import { stageDelimitedText } from './delimited-text.ts'
import type { SourceKind, StageContext } from './source.ts'

/** Excel workbooks (first sheet). A sheet holds a million rows at most, so these rows may pass through this process. */
export const workbook: SourceKind = {
  kind: 'workbook',
  endings: ['.xlsx', '.xls', '.xlsb', '.ods'],
  schemes: [],
  open: (path) => ({ stage: (context) => stageWorkbook(path, context) }),
}

async function stageWorkbook(path: string, context: StageContext): Promise<readonly string[]> {
  const broken = (reason: string) => new ProblemError({ code: 'batch.broken-workbook', file: path, reason })
  const opened = await openTable(path, { keep: 'all' })
  if (!opened.ok) throw broken(opened.problem.code)
  const text = `${context.target}.csv`
  try {
    const columns = opened.value.headers.map((name) => ({ name, origin: 'input' as const }))
    const writer = await createTableWriter(text, { format: 'csv', columns })
    if (!writer.ok) throw broken(writer.problem.code)
    for await (const step of opened.value.rows()) {
      if (step.kind === 'stop')
        throw broken(`${step.problem.code}${'row' in step.problem ? ` ${step.problem.row}` : ''}`)
      await writer.value.write(step.rows)
    }
    const closed = await writer.value.close()
    if (!closed.ok) {
      const full = 'reason' in closed.problem && isDiskFull(closed.problem.reason)
      throw full ? new ProblemError({ code: 'batch.disk-full', folder: text }) : broken(closed.problem.code)
    }
    return await stageDelimitedText(text, { ...context, encoding: 'utf-8' })
  } finally {
    await opened.value.close()
    rmSync(text, { force: true })
  }
}
