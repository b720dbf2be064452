import type { Language } from '@yingma/core'
import { type TableProblem, writeFormWorkbook } from '@yingma/tables'
import { renderFault } from '../problems/fault-texts.ts'
import { columnsOf } from '../write/sheets.ts'
import { FAULT_KINDS, type Verification } from './fault.ts'

const HEADERS = {
  zh: {
    faults: '差异',
    totals: '合计',
    above: '现行系统与批准字典的差异',
    columns: {
      number: '序号',
      kind: '类别',
      row: '行',
      column: '列',
      code: '代码',
      itemName: '标准名称',
      expected: '应为',
      found: '现为',
      text: '问题与办法',
    },
    totalColumns: { what: '内容', number: '数量' },
    rows: '导出行数',
    items: '批准项目数',
    found: '找到的项目',
    old: '旧编码行',
    notCompared: (fields: string) => `未比较的列（导出里没有）：${fields}`,
  },
  en: {
    faults: 'faults',
    totals: 'totals',
    above: 'What the live system holds against what was approved',
    columns: {
      number: 'no.',
      kind: 'kind',
      row: 'row',
      column: 'column',
      code: 'code',
      itemName: 'standard name',
      expected: 'must be',
      found: 'is',
      text: 'fault and what to do',
    },
    totalColumns: { what: 'what', number: 'number' },
    rows: 'rows of the export',
    items: 'approved items',
    found: 'items found',
    old: 'rows of old codes',
    notCompared: (fields: string) => `not compared, the export lacks them: ${fields}`,
  },
}

/** Writes the faults as a workbook that a vendor can work through. */
export async function writeVerification(
  file: string,
  verification: Verification,
  language: Language,
): Promise<TableProblem | undefined> {
  const words = HEADERS[language]
  const { faults, notCompared } = verification
  const kinds = FAULT_KINDS.map((kind) => [kind, faults.filter(({ code }) => code === kind).length] as const)
  const written = await writeFormWorkbook(file, [
    {
      name: words.faults,
      above: [words.above, ...(notCompared.length === 0 ? [] : [words.notCompared(notCompared.join(', '))])],
      columns: columnsOf(words.columns),
      rows: faults.map((fault, i) => [
        String(i + 1),
        fault.code,
        String(fault.row),
        fault.column,
        fault.item,
        fault.itemName,
        fault.expected,
        fault.found,
        renderFault(fault, language),
      ]),
    },
    {
      name: words.totals,
      columns: columnsOf(words.totalColumns),
      rows: [
        [words.rows, String(verification.rows)],
        [words.items, String(verification.items)],
        [words.found, String(verification.found)],
        [words.old, String(verification.oldRows)],
        ...kinds.filter(([, count]) => count > 0).map(([kind, count]) => [kind, String(count)]),
      ],
    },
  ])
  return written.ok ? undefined : written.problem
}
