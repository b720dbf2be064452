import type { Edition } from '@yingma/core'
import { readApproved, readLog, type Watch, watchDictionary, watchHtml } from '@yingma/dictionary'
import { loadVocabulary } from '@yingma/edition'
import { createNormaliser } from '@yingma/normalise'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { dictionaryProblems } from '../dictionary/dictionary-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { readTableOptions, TABLE_OPTIONS } from '../normalise/table-options.ts'
import { writeLines } from '../normalise/write-lines.ts'

export const command: Command = {
  usage: 'LOG --dictionary DIR',
  operands: { min: 1, max: 1 },
  text: {
    zh: '上线以后逐月看字典的使用：字典里没有的编码和名称（附可能的项目）、标准代码使用率、未用项目、收费偏离。LOG 是检查记录或按月的计数，有日期、编码、名称，最好有金额。',
    en: 'How a dictionary fares since it went live, month by month: codes and names that it does not have (with the items they probably are), share of exams under standard codes, unused items, exams charged otherwise. LOG is a table of exams or monthly counts with date, code, name and, better, amount.',
  },
  options: [
    {
      name: 'dictionary',
      short: 'd',
      value: 'DIR',
      text: { zh: 'dictionary build 的文件夹', en: 'folder of dictionary build' },
    },
    { name: 'date', value: 'COLUMN', text: { zh: '日期或月份列', en: 'column of the date or month' } },
    {
      name: 'out',
      short: 'o',
      value: 'FILE',
      text: { zh: '可直接邮寄的 HTML 报告', en: 'report as HTML, ready for mail' },
    },
    ...TABLE_OPTIONS,
  ],
  examples: [
    {
      line: 'yingma watch exams-2026.csv --dictionary new/ --out watch.html',
      text: { zh: '写出报告', en: 'write the report' },
    },
  ],
  run: (call) => withEdition(call, (edition) => run(call, edition)),
}

async function run(call: Call, edition: Edition): Promise<ExitCode> {
  const { options, operands, terminal, language } = call
  const [file = ''] = operands
  const folder = options.get('dictionary')
  if (folder === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'dictionary' })
  const table = readTableOptions(options)
  if (table.problems.length > 0) return refuseUsage(call, ...table.problems)
  const read = await readApproved(folder)
  if (!read.ok) return sayProblems({ catalogue: dictionaryProblems, problems: [read.problem] }, call, 1)
  const log = await readLog(file, options.get('date'), table.value)
  if (!log.ok) return sayProblems({ catalogue: dictionaryProblems, problems: [log.problem] }, call, 1)
  const watch = watchDictionary(read.approved, log.rows, createNormaliser(edition, loadVocabulary()))
  const out = options.get('out')
  if (out !== undefined) {
    const problem = await writeLines(out, [watchHtml(watch, language)], terminal)
    if (problem !== undefined) return sayProblems({ catalogue: dictionaryProblems, problems: [problem] }, call, 1)
  }
  if (call.json) writeJson(call, watch)
  else if (out !== '-') terminal.out(summary(watch, call))
  return 0
}

function summary({ months, news, unused, drift }: Watch, { language }: Call): string {
  const zh = language === 'zh'
  const lines = months.map(({ month, exams, adoption, newCodes, newNames, oldExams }) => {
    const share = `${(adoption * 100).toFixed(1)} %`
    return zh
      ? `${month}：${exams} 人次，标准代码 ${share}，新编码 ${newCodes}，新名称 ${newNames}，旧编码 ${oldExams} 人次`
      : `${month}: ${exams} exams, ${share} under standard codes, ${newCodes} new codes, ${newNames} new names, ${oldExams} exams under old codes`
  })
  const rest = zh
    ? `未列入字典 ${news.length}，未用项目 ${unused.length}，收费偏离 ${drift.length}`
    : `${news.length} not in the dictionary, ${unused.length} items unused, ${drift.length} charged otherwise`
  return `${[...lines, rest].join('\n')}\n`
}
