import type { Modality } from '@yingma/core'
import { createTableWriter, tableProblems, type WriteFormat } from '@yingma/tables'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import { COLUMNS, itemCells, itemJson, listItems } from '../edition/list-items.ts'
import { MODALITIES } from '../edition/modalities.ts'
import { withEdition } from '../edition/with-edition.ts'

export const command: Command = {
  usage: '[--modality M] [--devices] [--format F]',
  operands: { min: 0, max: 0 },
  text: {
    zh: '列出全部项目：代码、校验码、概念标识、中英文名、来源、状态、要素、其他叫法。',
    en: 'Lists the items: code, check form, concept id, names, origin, status, facets, designations.',
  },
  options: [
    {
      name: 'modality',
      short: 'm',
      value: 'M',
      choices: MODALITIES,
      repeat: true,
      text: { zh: '只列这种设备的项目，可多次给出', en: 'items of this modality only; may be given several times' },
    },
    {
      name: 'devices',
      text: {
        zh: '也列出派生代码（各设备头加项目尾，CR 加 DR 项目）',
        en: 'derived codes too: every device head over the tails of its items, CR over DR',
      },
    },
    {
      name: 'format',
      short: 'f',
      value: 'F',
      choices: ['jsonl', 'csv', 'xlsx'],
      text: { zh: '格式 jsonl（默认）、csv 或 xlsx', en: 'format: jsonl (if not said), csv or xlsx' },
    },
    {
      name: 'out',
      short: 'o',
      value: 'FILE',
      text: { zh: '写入文件，默认写到标准输出', en: 'write to this file instead of the standard output' },
    },
  ],
  examples: [
    { line: 'yingma items --modality CT | head -3', text: { zh: '每行一个 JSON 对象', en: 'one JSON object a line' } },
    {
      line: 'yingma items --devices --format xlsx --out items.xlsx',
      text: { zh: '连同派生代码写成工作簿', en: 'a workbook, with the derived codes' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, terminal } = call
  const format = (options.get('format') ?? 'jsonl') as WriteFormat
  const out = options.get('out') ?? '-'
  if (format === 'xlsx' && out === '-' && terminal.outIsTerminal)
    return refuseUsage(call, { code: 'cli-workbook-to-terminal' })
  return withEdition(call, async (edition) => {
    const items = listItems(edition, {
      modalities: options.all('modality') as readonly Modality[],
      devices: options.has('devices'),
    })
    if (format === 'jsonl' && out === '-') {
      terminal.out(items.map((item) => `${JSON.stringify(itemJson(item))}\n`).join(''))
      return 0
    }
    const columns = COLUMNS.map((name) => ({ name, origin: 'ours' as const }))
    const opened = await createTableWriter(out, { format, columns, sheetName: 'items' })
    if (!opened.ok) return sayProblems({ catalogue: tableProblems, problems: [opened.problem] }, call, 1)
    await opened.value.write(items.map(itemCells))
    const closed = await opened.value.close()
    return closed.ok ? 0 : sayProblems({ catalogue: tableProblems, problems: [closed.problem] }, call, 1)
  })
}
