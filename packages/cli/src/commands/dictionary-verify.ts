import {
  checkFiles,
  readApproved,
  readExport,
  renderFault,
  repairSql,
  targetOf,
  type Verification,
  verifyExport,
  writeVerification,
} from '@yingma/dictionary'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { dictionaryProblems } from '../dictionary/dictionary-problems.ts'
import { readMap } from '../dictionary/read-map.ts'
import { writeLines } from '../normalise/write-lines.ts'

export const command: Command = {
  usage: 'EXPORT --dictionary DIR',
  operands: { min: 1, max: 1 },
  text: {
    zh: '把 HIS 或 RIS 现行项目表的导出与批准的字典逐项核对：截断或变成数字的代码、截断或乱码的名称、左右互换、多出、缺少、重复的项目、错误的收费项目 …；也检查生成的文件是否被手工改过。有差异时退出码 1。',
    en: 'Compares an export of the live HIS or RIS with the approved dictionary: codes cut or turned into numbers, names cut or garbled, left and right exchanged, stray, missing and double items, wrong charge lines …; also whether a file of the folder was edited by hand. Exit code 1 when anything differs.',
  },
  options: [
    {
      name: 'dictionary',
      short: 'd',
      value: 'DIR',
      text: { zh: 'dictionary build 的文件夹', en: 'folder of dictionary build' },
    },
    {
      name: 'target',
      short: 't',
      value: 'ID',
      text: {
        zh: '哪个系统（设置里的 targets）；只有一个时可省略',
        en: 'which system (targets of the settings); not needed where there is one',
      },
    },
    {
      name: 'map',
      value: 'FIELD=COLUMN',
      repeat: true,
      text: { zh: '导出里的列名与设置不同时指明', en: 'a column that the export calls otherwise' },
    },
    {
      name: 'date',
      value: 'DAY',
      text: {
        zh: '核对日，决定是否仍在并行期；默认今天',
        en: 'day of the export: whether old and new stand side by side; today by default',
      },
    },
    {
      name: 'out',
      short: 'o',
      value: 'FILE',
      text: { zh: '给厂商的报告（XLSX）', en: 'report for the vendor (XLSX)' },
    },
    { name: 'repair', value: 'FILE', text: { zh: '修正用的 SQL', en: 'SQL that repairs it' } },
  ],
  examples: [
    {
      line: 'yingma dictionary verify his-export.csv --dictionary new/ --target his --out faults.xlsx',
      text: { zh: '核对 HIS，写出报告', en: 'verify the HIS and write the report' },
    },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const { options, operands } = call
  const [file = ''] = operands
  const folder = options.get('dictionary')
  if (folder === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'dictionary' })
  const mapped = readMap('map', options.all('map'))
  if (!mapped.ok) return refuseUsage(call, mapped.problem)
  const date = options.get('date') ?? new Date().toISOString().slice(0, 10)
  const read = await readApproved(folder)
  if (!read.ok) return sayProblems({ catalogue: dictionaryProblems, problems: [read.problem] }, call, 1)
  const { approved } = read
  if (approved.draft) {
    const problem = { code: 'dictionary-is-draft', folder, questions: approved.questions } as const
    return sayProblems({ catalogue: dictionaryProblems, problems: [problem] }, call, 1)
  }
  const id = options.get('target') ?? (approved.targets.length === 1 ? (approved.targets[0]?.id ?? '') : '')
  const target = targetOf(approved.targets, id)
  if (target === undefined) {
    const targets = approved.targets.map((one) => one.id)
    const problem = { code: 'dictionary-no-target', target: id, targets } as const
    return sayProblems({ catalogue: dictionaryProblems, problems: [problem] }, call, 1)
  }
  const live = await readExport(file, target, mapped.map)
  if (!live.ok) return sayProblems({ catalogue: dictionaryProblems, problems: [live.problem] }, call, 1)
  const compared = verifyExport(approved, target, live.rows, date)
  const verification: Verification = {
    ...compared,
    faults: [...compared.faults, ...(await checkFiles(approved, folder))],
  }

  const out = options.get('out')
  const repair = options.get('repair')
  const problem =
    (out === undefined ? undefined : await writeVerification(out, verification, call.language)) ??
    (repair === undefined
      ? undefined
      : await writeLines(repair, [repairSql(approved, target, verification, date)], call.terminal))
  if (problem !== undefined) return sayProblems({ catalogue: dictionaryProblems, problems: [problem] }, call, 1)
  if (call.json) {
    const faults = verification.faults.map((fault) => ({ ...fault, text: renderFault(fault, call.language) }))
    writeJson(call, { ...verification, faults })
  } else call.terminal.out(summary(verification, call))
  return verification.faults.length === 0 ? 0 : 1
}

function summary({ target, rows, items, found, oldRows, notCompared, faults }: Verification, call: Call): string {
  const zh = call.language === 'zh'
  const lines = [
    zh
      ? `${target}：导出 ${rows} 行，批准 ${items} 项，找到 ${found} 项，旧编码 ${oldRows} 行，差异 ${faults.length} 处`
      : `${target}: ${rows} rows, ${items} approved items, ${found} found, ${oldRows} rows of old codes, ${faults.length} faults`,
    ...(notCompared.length === 0
      ? []
      : [`${zh ? '导出里没有、未比较：' : 'not in the export, not compared: '}${notCompared.join(', ')}`]),
    ...faults.map((fault) => `  [${fault.code}] ${renderFault(fault, call.language)}`),
  ]
  return `${lines.join('\n')}\n`
}
