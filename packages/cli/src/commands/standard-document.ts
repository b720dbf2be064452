import { join } from 'node:path'
import { certify } from '@yingma/core'
import { printPdf } from '@yingma/dictionary'
import { standardDocument } from '@yingma/govern'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems } from '../command-line/say-problems.ts'
import { writeFiles } from '../command-line/write-files.ts'
import { governProblems } from '../govern/govern-catalogue.ts'
import { loadDraft } from '../govern/load-draft.ts'

export const command: Command = {
  usage: '[--out DIR]',
  operands: { min: 0, max: 0 },
  text: {
    zh: '把标准写成可读的文件：适用范围、术语、原则、编码规则、唯一性证书、附录（字典、项目、停用、疑似同义），中文与英文各一份网页；有 Chromium 时另印成 PDF。内容全部由数据生成。',
    en: 'Writes the standard to be read: scope, terms, principles, codes, certificate of uniqueness, annexes (dictionaries, items,\nretired items, suspected synonyms), as a page in Chinese and one in English, and as PDF where Chromium is found. All of it is\nmade from the data.',
  },
  options: [
    {
      name: 'out',
      short: 'o',
      value: 'DIR',
      text: { zh: '文件夹，默认当前', en: 'folder, the present one if not said' },
    },
    { name: 'standard', value: 'DIR', text: { zh: '另一个标准文件夹', en: 'another standard folder' } },
  ],
  examples: [{ line: 'yingma standard document --out out', text: { zh: '写出文件', en: 'write the documents' } }],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const loaded = loadDraft(call)
  if (loaded === undefined) return 1
  const { edition } = loaded.draft
  const certificate = certify(edition, loaded.releases)
  const out = call.options.get('out') ?? '.'
  const pages = new Map(
    (['zh', 'en'] as const).map((language) => [
      `standard-${edition.version}.${language}.html`,
      standardDocument(edition, certificate, language),
    ]),
  )
  const unwritten = await writeFiles(out, pages)
  if (unwritten !== undefined) {
    const problem = { code: 'table-cannot-write', ...unwritten } as const
    return sayProblems({ catalogue: governProblems, problems: [problem] }, call, 1)
  }
  const said: string[] = []
  for (const name of pages.keys()) {
    const page = join(out, name)
    const pdf = page.replace(/html$/, 'pdf')
    const printed = await printPdf(page, pdf)
    said.push(page, printed.ok ? pdf : notPrinted(pdf, printed, call))
  }
  call.terminal.out(`${said.join('\n')}\n`)
  return 0
}

function notPrinted(pdf: string, printed: Awaited<ReturnType<typeof printPdf>>, { language }: Call): string {
  const why = !printed.ok && printed.why === 'failed' ? `: ${printed.detail}` : ''
  return language === 'zh'
    ? `${pdf}：没有可用的 Chromium，未打印${why}`
    : `${pdf}: not printed, no Chromium can be used${why}`
}
