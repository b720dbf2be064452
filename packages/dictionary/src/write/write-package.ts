import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '@yingma/core'
import { createTableWriter, type TableProblem, writeFormWorkbook } from '@yingma/tables'
import type { Dictionary } from '../model/dictionary.ts'
import type { Settings, Target } from '../model/settings.ts'
import { APPROVED_FILE, approvedOf, approvedText, hashOf } from './approved.ts'
import { bookletHtml } from './booklet.ts'
import { type ImportTable, importTable } from './import-rows.ts'
import { importSql } from './import-sql.ts'
import { type Printed, printPdf } from './print-pdf.ts'
import { sheetTexts } from './sheet-texts.ts'
import { dictionarySheets } from './sheets.ts'

export interface PackagePlan {
  readonly folder: string
  readonly settings: Settings
  readonly date: string
  readonly language: Language
  /** Whether a PDF of the booklet is wanted. */
  readonly pdf: boolean
  /** Files that other packages make of the dictionary, written beside and known to the machine's copy. */
  readonly extra?: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

export type Written =
  | { readonly ok: true; readonly files: readonly string[]; readonly pdf: Printed | null }
  | { readonly ok: false; readonly problem: TableProblem }

/** Files that an earlier build may have left: import files of an older state must not lie beside a draft. */
const OURS =
  /^(?:import-.*\.(?:csv|sql)|worklist\.csv|fhir-r[45]\.tgz|dictionary\.(?:xlsx|json)|booklet\.(?:html|pdf))$/

/**
 * Writes everything that a hospital takes home into one folder. The machine's copy comes last and names the SHA-256 of all
 * others, so that a file changed by hand is found. A draft gets no import files.
 */
export async function writePackage(dictionary: Dictionary, plan: PackagePlan): Promise<Written> {
  const { folder, settings, date, language } = plan
  await mkdir(folder, { recursive: true })
  for (const file of await readdir(folder)) if (OURS.test(file)) await rm(join(folder, file))
  const files: string[] = []
  const text = async (name: string, content: string): Promise<void> => {
    await writeFile(join(folder, name), content)
    files.push(name)
  }

  const book = await writeFormWorkbook(join(folder, 'dictionary.xlsx'), dictionarySheets(dictionary, date, language))
  if (!book.ok) return book
  files.push('dictionary.xlsx')

  await text('booklet.html', bookletHtml(dictionary, date, language))
  const pdf = plan.pdf ? await printPdf(join(folder, 'booklet.html'), join(folder, 'booklet.pdf')) : null
  if (pdf?.ok === true) files.push('booklet.pdf')

  if (!dictionary.draft) {
    const star = dictionary.parallel !== null
    const oldCodes = dictionary.crossed.filter(({ answer }) => answer.kind !== 'no-item').map(({ entry }) => entry.code)
    for (const target of settings.targets) {
      const table = importTable(dictionary.items, target, settings, star)
      const problem = await writeCsv(join(folder, `import-${target.id}.csv`), table)
      if (problem !== undefined) return { ok: false, problem }
      files.push(`import-${target.id}.csv`)
      const title = sheetTexts(language).approved(dictionary.institution, date)
      const sql = importSql(table, target, { title, oldCodes, parallel: star })
      await text(`import-${target.id}.sql`, sql.install)
      await text(`import-${target.id}-roll-back.sql`, sql.rollBack)
      if (sql.endParallel !== null) await text(`import-${target.id}-end-parallel.sql`, sql.endParallel)
    }
    const problem = await writeWorklist(join(folder, 'worklist.csv'), dictionary)
    if (problem !== undefined) return { ok: false, problem }
    files.push('worklist.csv')
  }

  for (const { name, bytes } of plan.extra ?? []) {
    await writeFile(join(folder, name), bytes)
    files.push(name)
  }

  const hashes: Record<string, string> = {}
  for (const name of files) hashes[name] = hashOf(await readFile(join(folder, name)))
  const { targets, shortNames } = settings
  await text(APPROVED_FILE, approvedText(approvedOf(dictionary, { date, targets, shortNames, files: hashes })))
  return { ok: true, files, pdf }
}

/** The rows as they go into a system: exactly the values, since import programs do not know of the apostrophe of formulas. */
async function writeCsv(file: string, { columns, rows }: ImportTable): Promise<TableProblem | undefined> {
  const made = await createTableWriter(file, {
    format: 'csv',
    mark: true,
    lineEnd: '\r\n',
    columns: columns.map((name) => ({ name, origin: 'input' })),
  })
  if (!made.ok) return made.problem
  const problem = await made.value.write(rows)
  if (problem !== undefined) return problem
  const closed = await made.value.close()
  return closed.ok ? undefined : closed.problem
}

/** Devices, protocols and items with the names of the DICOM modality worklist. */
function writeWorklist(file: string, { protocols }: Dictionary): Promise<TableProblem | undefined> {
  return writeCsv(file, {
    fields: [],
    columns: [
      'ScheduledStationAETitle',
      'ScheduledStationName',
      'RequestedProcedureCodeValue',
      'RequestedProcedureDescription',
      'ScheduledProtocolDescription',
    ],
    rows: protocols
      .filter(({ state, item }) => state === 'mapped' && item !== '')
      .map(({ station, device, item, itemName, protocol }) => [station, device, item, itemName, protocol]),
  })
}

/** The target of that name. */
export function targetOf(targets: readonly Target[], id: string): Target | undefined {
  return targets.find((target) => target.id === id)
}
