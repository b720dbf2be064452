import { createTableWriter, type OutputColumn, type TableProblem, type WriteFormat } from '@yingma/tables'
import type { StudyReport } from './study-report.ts'

const COLUMNS = [
  'study',
  'accession',
  'orderSource',
  'order',
  'orderState',
  'orderCodes',
  'orderNames',
  'series',
  'images',
  'modality',
  'seriesDescription',
  'protocolName',
  'bodyPart',
  'laterality',
  'viewPosition',
  'contrast',
  'seriesState',
  'seriesCodes',
  'seriesNames',
  'disagreements',
  'imagesSay',
] as const

/** Writes the report as a table, a row for each series; what a study as a whole disagrees in stands on each of its rows. */
export async function writeReport(
  target: string,
  format: WriteFormat,
  studies: readonly StudyReport[],
): Promise<TableProblem | undefined> {
  const columns = COLUMNS.map(
    (name): OutputColumn => ({ name, origin: 'ours', type: name === 'images' ? 'number' : 'text' }),
  )
  const opened = await createTableWriter(target, { format, columns, mark: format === 'csv' })
  if (!opened.ok) return opened.problem
  const problem = await opened.value.write(studies.flatMap(rowsOf))
  if (problem !== undefined) return problem
  const closed = await opened.value.close()
  return closed.ok ? undefined : closed.problem
}

function rowsOf({ study, accession, source, order, series, disagreements }: StudyReport): string[][] {
  return series.map((one) => {
    const all = [...disagreements, ...one.disagreements]
    return [
      study,
      accession,
      source,
      order?.text ?? '',
      order?.state ?? '',
      (order?.codes ?? []).join('+'),
      (order?.names ?? []).join('+'),
      one.series,
      String(one.images),
      one.modality,
      one.description,
      one.protocol,
      one.bodyPart,
      one.laterality.join('+'),
      one.views.join('+'),
      one.contrast ? 'yes' : '',
      one.reading?.state ?? '',
      (one.reading?.codes ?? []).join('+'),
      (one.reading?.names ?? []).join('+'),
      all.map(({ code }) => code).join(' '),
      all.map(({ images }) => images).join(' | '),
    ]
  })
}
