import { edgeCatalogue, readFolder, reportStudies, type StudyReport, writeReport } from '@yingma/edge'
import { loadVocabulary } from '@yingma/edition'
import type { WriteFormat } from '@yingma/tables'
import { readOrders } from '../border/read-orders.ts'
import { reportText } from '../border/report-text.ts'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { openNormaliser } from '../normalise/open-normaliser.ts'
import { tableCatalogue } from '../texts/table-catalogue.ts'

export const command: Command = {
  usage: 'FOLDER',
  operands: { min: 1, max: 1 },
  text: {
    zh: '读文件夹里全部 DICOM 影像的文件头（设备类型、检查和序列描述、方案名称、部位、侧别、体位、对比剂），标准化，并说明影像与医嘱在哪里不符。\n医嘱取自：影像里的标准代码、--orders 的清单、申请的描述、检查描述。患者字段和像素都不读。有不符时退出码为 1。',
    en: 'Reads the headers of all DICOM images in a folder (modality, study and series description, protocol, body part,\nlaterality, view, contrast agent), normalises them and says where images and order disagree. The order is a standard\ncode in the images, a row of --orders, the description of the request or of the study. Neither fields of patients nor\npixels are read. The exit code is 1 where something disagrees.',
  },
  options: [
    {
      name: 'format',
      short: 'f',
      value: 'F',
      choices: ['text', 'json', 'csv', 'tsv', 'xlsx', 'jsonl'],
      text: { zh: '报告的格式，默认 text', en: 'format of the report, text if not said' },
    },
    {
      name: 'out',
      short: 'o',
      value: 'FILE',
      text: { zh: '写入文件（表格格式）', en: 'write the table to this file' },
    },
    {
      name: 'orders',
      value: 'FILE',
      text: {
        zh: '医嘱清单（CSV、XLSX 等），名称列自动判断',
        en: 'list of orders (CSV, XLSX …); the column of names is found out',
      },
    },
    {
      name: 'key',
      value: 'COLUMN',
      text: {
        zh: '清单里与影像相同的列：检查号（Accession Number）或检查 UID',
        en: 'its column that is in the images too: accession number or study UID',
      },
    },
    { name: 'institution', value: 'FILE', text: { zh: '本院的记忆（JSON）', en: 'memory of the institution (JSON)' } },
    {
      name: 'system',
      value: 'NAME',
      text: {
        zh: '影像里标准代码的编码系统，默认 99YINGMA',
        en: 'designator of standard codes in the images, 99YINGMA if not said',
      },
    },
  ],
  examples: [
    { line: 'yingma dicom /data/pacs/2026-11-03', text: { zh: '看一天的影像', en: 'the images of a day' } },
    {
      line: 'yingma dicom images --format xlsx --out report.xlsx --orders orders.csv --key 检查号',
      text: { zh: '与医嘱清单核对', en: 'held against a list of orders' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { operands, options } = call
  const format = options.get('format') ?? (call.json ? 'json' : 'text')
  const isTable = format !== 'text' && format !== 'json'
  if (options.has('orders') && !options.has('key'))
    return refuseUsage(call, { code: 'cli-option-missing', option: 'key' })
  if (options.has('key') && !options.has('orders')) {
    return refuseUsage(call, { code: 'cli-option-needs-option', option: 'key', other: '--orders' })
  }
  if (format === 'xlsx' && !options.has('out')) return refuseUsage(call, { code: 'cli-workbook-to-terminal' })
  if (options.has('out') && !isTable) {
    return refuseUsage(call, { code: 'cli-option-needs-option', option: 'out', other: '--format csv' })
  }
  return withEdition(call, async (edition) => {
    const opened = await openNormaliser(options, edition, loadVocabulary(), call.terminal)
    if (!opened.ok) return sayProblems({ catalogue: tableCatalogue, problems: opened.problems }, call, 1)
    const listed = await ordersOf(call)
    if (!listed.ok) return sayProblems({ catalogue: tableCatalogue, problems: [listed.problem] }, call, 1)
    const read = await readFolder(operands[0]!)
    if (!read.ok) return sayProblems({ catalogue: edgeCatalogue, problems: [read.problem] }, call, 1)
    const system = options.get('system')
    const studies = reportStudies(read.value.series, {
      edition,
      normaliser: opened.value.normaliser,
      orders: listed.orders,
      ...(system === undefined ? {} : { system }),
    })
    const { files, images, others, unreadable } = read.value
    const problems = unreadable.map(({ file, reason }) => ({ code: 'edge.unreadable', path: file, reason }) as const)
    if (problems.length > 0) sayProblems({ catalogue: edgeCatalogue, problems }, call, 1)
    if (format === 'json') writeJson(call, { files, images, others, unreadable, studies })
    else if (format === 'text') call.terminal.out(reportText(studies, call.language))
    else {
      const problem = await writeReport(options.get('out') ?? '-', format as WriteFormat, studies)
      if (problem !== undefined) return sayProblems({ catalogue: tableCatalogue, problems: [problem] }, call, 1)
    }
    const disagreeing = studies.filter(disagrees).length
    if (format !== 'json') {
      call.terminal.err(
        call.language === 'zh'
          ? `${studies.length} 次检查，${images} 幅影像；${disagreeing} 次检查与医嘱不符\n`
          : `${studies.length} studies, ${images} images; ${disagreeing} studies disagree with their order\n`,
      )
    }
    return disagreeing > 0 || problems.length > 0 ? 1 : 0
  })
}

function disagrees({ disagreements, series }: StudyReport): boolean {
  return disagreements.length > 0 || series.some((one) => one.disagreements.length > 0)
}

function ordersOf({
  options,
}: Call): ReturnType<typeof readOrders> | { readonly ok: true; readonly orders: ReadonlyMap<string, string> } {
  const file = options.get('orders')
  return file === undefined ? { ok: true, orders: new Map() } : readOrders(file, options.get('key') ?? '')
}
