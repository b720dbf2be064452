import type { FormColumn, FormSheet } from '@yingma/tables'
import type { Report, ReportSection } from './collect-report.ts'
import { REPORT_WORDS } from './report-words.ts'
import { whoseReport } from './whose-report.ts'

/** A report as sheets: what it is about, then one sheet a figure. */
export function reportSheets(report: Report): readonly FormSheet[] {
  const { language, record, sections } = report
  const word = (key: keyof typeof REPORT_WORDS) => REPORT_WORDS[key][language]
  const about: FormSheet = {
    name: word('sheet'),
    columns: [
      { name: word('title'), origin: 'ours', width: 28 },
      { name: whoseReport(report), origin: 'ours', width: 110 },
    ],
    rows: [
      [word('asOf'), record.asOf],
      [word('made'), record.builtAt],
      [word('edition'), record.edition],
      [word('workload'), `${record.workload.version} (${REPORT_WORDS[record.workload.basis][language]})`],
      ...sections.map(({ figure }) => [figure.title[language], figure.definition[language]]),
      ...sections.map(({ figure, sql }) => [`${figure.title[language]} ${word('sql')}`, sql]),
    ],
  }
  const answered = sections.filter(({ problem }) => problem === undefined)
  return [about, ...answered.map((section) => sheetOf(section, report))]
}

function sheetOf({ figure, header, rows, numbers }: ReportSection, { language }: Report): FormSheet {
  const columns = header.map((name, index): FormColumn => {
    const isNumber = numbers.includes(index)
    return { name, origin: 'ours', type: isNumber ? 'number' : 'text', width: isNumber ? 14 : 26 }
  })
  return { name: figure.title[language], columns, rows }
}
