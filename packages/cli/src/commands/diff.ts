import { type Change, diffEditions, type Edition, type EditionDiff, type Item, type Language } from '@yingma/core'
import { COMING, loadVersion, releaseVersions, standardFolder } from '@yingma/edition'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { itemBrief, nameOf } from '../edition/describe-code.ts'
import { withEdition } from '../edition/with-edition.ts'
import { cliCatalogue } from '../texts/catalogue.ts'

export const command: Command = {
  usage: 'RELEASE RELEASE',
  operands: { min: 2, max: 2 },
  text: {
    zh: '比较两个发布版本：增加、停用、改名、改义的项目。coming 指尚未发布的内容。',
    en: "What differs between two releases: items added, retired, renamed, re-meant. 'coming' stands for what is not released yet.",
  },
  options: [{ name: 'standard', value: 'DIR', text: { zh: '另一个标准文件夹', en: 'another standard folder' } }],
  examples: [
    {
      line: 'yingma diff 1.0.0 coming',
      text: { zh: '1.0.0 之后改了什么', en: 'what has changed since 1.0.0' },
    },
    { line: 'yingma diff 1.0.0 coming --json', text: { zh: '输出 JSON', en: 'as JSON' } },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const standard = call.options.get('standard') ?? standardFolder()
  const releases = releaseVersions(standard)
  const unknown = call.operands.filter((version) => version !== COMING && !releases.includes(version))
  if (unknown.length > 0) {
    const problems = unknown.map((release) => ({ code: 'cli-unknown-release', release, releases }) as const)
    return sayProblems({ catalogue: cliCatalogue, problems }, call, 1)
  }
  const [from = '', to = ''] = call.operands
  return withEdition(
    call,
    (before) => {
      const diff = diffEditions(before, loadVersion(to, standard) as Edition)
      if (call.json) writeJson(call, diffJson(diff))
      else call.terminal.out(diffText(diff, call))
      return 0
    },
    () => loadVersion(from, standard) as Edition,
  )
}

function diffJson(diff: EditionDiff): unknown {
  return {
    ...diff,
    added: diff.added.map(itemBrief),
    removed: diff.removed.map(itemBrief),
    revived: diff.revived.map(itemBrief),
    retired: diff.retired.map(({ item, successors }) => ({
      ...itemBrief(item),
      successors: successors.map(itemBrief),
    })),
    recoded: diff.recoded.map(({ before, after, ...rest }) => ({
      ...rest,
      before: itemBrief(before),
      after: itemBrief(after),
    })),
  }
}

const WORDS = {
  zh: {
    added: '增加',
    removed: '消失',
    retired: '停用',
    revived: '恢复',
    renamed: '改名',
    renamedEn: '英文改名',
    remeant: '改义',
    reused: '代码换了概念',
    recoded: '概念换了代码',
    nothing: '没有差别',
  },
  en: {
    added: 'added',
    removed: 'gone',
    retired: 'retired',
    revived: 'active again',
    renamed: 'renamed',
    renamedEn: 'renamed in English',
    remeant: 're-meant',
    reused: 'code for another concept',
    recoded: 'concept under another code',
    nothing: 'no difference',
  },
} as const

function diffText(diff: EditionDiff, { language, terminal }: Pick<Call, 'language' | 'terminal'>): string {
  const words = WORDS[language]
  const blocks: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    [words.added, diff.added.map(row(language))],
    [words.removed, diff.removed.map(row(language))],
    [
      words.retired,
      diff.retired.map(({ item, successors }) => [
        ...row(language)(item),
        `→ ${successors.map(({ code }) => code).join(', ')}`,
      ]),
    ],
    [words.revived, diff.revived.map(row(language))],
    [words.renamed, diff.renamed.map(change)],
    [words.renamedEn, diff.renamedEn.map(change)],
    [words.remeant, diff.remeant.map((one) => [one.code, one.facet, `${one.before} → ${one.after}`])],
    [words.reused, diff.reused.map(change)],
    [words.recoded, diff.recoded.map(({ before, after }) => [before.code, `→ ${after.code}`, nameOf(after, language)])],
  ]
  const said = blocks.filter(([, rows]) => rows.length > 0)
  const head = `${diff.from} → ${diff.to}: `
  if (said.length === 0) return `${head}${words.nothing}\n`
  return `${head}${said.map(([title, rows]) => `${title} ${rows.length}`).join(' · ')}\n${said
    .map(
      ([title, rows]) =>
        `\n${terminal.paint('bold', title)}\n${layColumns(rows)
          .map((line) => `  ${line}\n`)
          .join('')}`,
    )
    .join('')}`
}

function row(language: Language): (item: Item) => readonly string[] {
  return (item) => [item.code, nameOf(item, language)]
}

function change({ code, before, after }: Change): readonly string[] {
  return [code, `${before} → ${after}`]
}
