import { createFacetCodec } from '@yingma/core'
import { type ImportedTable, importTable, readPublished, renderGovernProblem } from '@yingma/govern'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { governProblems } from '../govern/govern-catalogue.ts'
import { loadDraft } from '../govern/load-draft.ts'
import { writeLines } from '../normalise/write-lines.ts'

export const command: Command = {
  usage: 'TABLE.xlsx [--out PROPOSALS.json]',
  operands: { min: 1, max: 1 },
  text: {
    zh: '读入发布机构的新表，把与标准的差异写成提案：新增的项目（名称与语法不同的带改写），表中已无的项目（停用，接替者为最接近的项目，请专家核对）。读不出的代码、重复的代码、改动的名称列为疑问，不进提案；有疑问时退出码 1。',
    en: "Reads the publisher's next table and writes its difference from the standard as proposals: items that are new (with their\npublished names), items that are gone (retired, the nearest item as successor, for experts to check). Codes that cannot be\nread, codes that come twice and names that changed are doubts and in no proposal; with doubts the exit code is 1.",
  },
  options: [
    { name: 'out', short: 'o', value: 'FILE', text: { zh: '提案文件（JSON）', en: 'file of proposals (JSON)' } },
    { name: 'code', value: 'COLUMN', text: { zh: '代码列', en: 'column of codes' } },
    { name: 'name', value: 'COLUMN', text: { zh: '名称列', en: 'column of names' } },
    { name: 'date', value: 'DAY', text: { zh: '停用日期，默认今天', en: 'day of retirement, today if not said' } },
    { name: 'standard', value: 'DIR', text: { zh: '另一个标准文件夹', en: 'another standard folder' } },
  ],
  examples: [
    {
      line: 'yingma standard import 放射4.0.xlsx --out proposals.json',
      text: { zh: '差异写成提案', en: 'the difference as proposals' },
    },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const { options, operands } = call
  const loaded = loadDraft(call)
  if (loaded === undefined) return 1
  const { draft, releases } = loaded
  const codec = createFacetCodec(draft.edition)
  const read = await readPublished(operands[0] ?? '', {
    columns: { code: options.get('code'), name: options.get('name') },
    isCode: (code) => codec.facetsOf(code) !== null,
  })
  if (!read.ok) return sayProblems({ catalogue: governProblems, problems: [read.problem] }, call, 1)
  const today = new Date().toISOString().slice(0, 10)
  const imported = importTable(draft, read.value.rows, { date: options.get('date') ?? today, releases })
  const found = { ...imported, doubts: [...read.value.doubts, ...imported.doubts] }
  const out = options.get('out')
  if (out !== undefined) {
    const unwritten = await writeLines(out, [`${JSON.stringify(found.proposals, null, 2)}\n`], call.terminal)
    if (unwritten !== undefined) return sayProblems({ catalogue: governProblems, problems: [unwritten] }, call, 1)
  }
  // The standard output holds the proposals alone where they go there.
  if (out === '-') call.terminal.err(textOf(found, call))
  else if (call.json) writeJson(call, found)
  else call.terminal.out(textOf(found, call))
  return found.doubts.length > 0 ? 1 : 0
}

function textOf({ rows, unchanged, proposals, doubts }: ImportedTable, { language }: Call): string {
  const head =
    language === 'zh'
      ? `${rows} 行，${unchanged} 行相同，${proposals.length} 个提案，${doubts.length} 处疑问\n`
      : `${rows} rows, ${unchanged} unchanged, ${proposals.length} proposals, ${doubts.length} doubts\n`
  const lines = [
    ...proposals.map(({ title }) => title[language]),
    ...doubts.map((doubt) => renderGovernProblem(doubt, language)),
  ]
  return head + lines.map((line) => `  ${line}\n`).join('')
}
