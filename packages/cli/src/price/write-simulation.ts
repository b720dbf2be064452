import {
  renderChargeProblem,
  type SimulatedRow,
  type Simulation,
  simulationPage,
  simulationTables,
} from '@yingma/charge'
import type { Language } from '@yingma/core'
import { reportSheet, type TableProblem, writeFormWorkbook } from '@yingma/tables'
import type { Terminal } from '../command-line/terminal.ts'
import { writeLines } from '../normalise/write-lines.ts'
import { lineJson } from './line-json.ts'
import { moneyJson, yuan } from './money-json.ts'

export const SIMULATION_FORMATS = ['jsonl', 'xlsx', 'html'] as const
export type SimulationFormat = (typeof SIMULATION_FORMATS)[number]

/** Writes a simulation: a line a row, a workbook of three sheets, or a page with charts. */
export async function writeSimulation(
  simulation: Simulation,
  target: string,
  format: SimulationFormat,
  language: Language,
  terminal: Terminal,
): Promise<TableProblem | undefined> {
  if (format === 'jsonl') return await writeLines(target, jsonLines(simulation, language), terminal)
  if (format === 'html') return await writeLines(target, [simulationPage(simulation, language)], terminal)
  const written = await writeFormWorkbook(target, simulationTables(simulation, language).map(reportSheet))
  return written.ok ? undefined : written.problem
}

function* jsonLines(simulation: Simulation, language: Language): Generator<string> {
  for (const row of simulation.rows) yield `${moneyJson(rowJson(row, language))}\n`
}

/** One row for machines; `oldPrice` and `newPrice` are yuan with two digits, or null. */
function rowJson(row: SimulatedRow, language: Language): unknown {
  return {
    ...(row.sheet !== undefined && { sheet: row.sheet }),
    row: row.row,
    name: row.name,
    modality: row.modality,
    count: row.count,
    items: row.items,
    ...(row.priceItem !== null && { priceItem: row.priceItem }),
    lines: row.lines.map(lineJson),
    oldPrice: yuan(row.oldPriceCents),
    oldPriceFrom: row.oldPriceFrom,
    newPrice: yuan(row.newPriceCents),
    partial: row.partial,
    warnings: row.warnings.map((warning) => ({ code: warning.code, text: renderChargeProblem(warning, language) })),
  }
}
