import { type Certificate, certify, checkTitle, type Edition, type Language, renderProblem } from '@yingma/core'
import { isUnchanged, loadEdition, loadVersion, releaseVersions, standardFolder } from '@yingma/edition'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { cliCatalogue } from '../texts/catalogue.ts'

export const command: Command = {
  usage: '[--all]',
  operands: { min: 0, max: 0 },
  text: {
    zh: '标准的证书：代码、要素、名称在整个版本内一一对应；校验位往返无误；已发布的代码不丢、不改义、不复用……\n每个问题都有反例，有问题时退出码为 1。来源的已知缺陷和疑似同义项目另列，不算问题。',
    en: 'The certificate of the standard: code, facets and name are one to one over the whole edition, check characters\nround-trip, no released code is lost, re-meant or reused … Every finding has its counterexample, exit code 1 on any.\nKnown defects of the source and suspected synonyms are listed apart and fail nothing.',
  },
  options: [
    {
      name: 'all',
      text: { zh: '列出全部反例、缺陷和疑似同义项目', en: 'list every counterexample, defect and suspected synonym' },
    },
    { name: 'standard', value: 'DIR', text: { zh: '另一个标准文件夹', en: 'another standard folder' } },
  ],
  examples: [
    {
      line: 'yingma standard check',
      text: { zh: '检查本软件所带的标准', en: 'check the standard that comes with the program' },
    },
    {
      line: 'yingma standard check --standard ../my-standard --json',
      text: { zh: '检查修改中的标准，输出 JSON', en: 'check an edition in the making, as JSON' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> {
  const standard = call.options.get('standard') ?? standardFolder()
  return withEdition(
    call,
    (edition) => {
      const releases = releaseVersions(standard).flatMap((version) => loadVersion(version, standard) ?? [])
      const changed = releases.filter((release) => !isUnchanged(release.version, release, standard))
      const certificate = certify(edition, releases)
      const problems = changed.map(({ version }) => ({ code: 'cli-release-changed', release: version }) as const)
      if (call.json)
        writeJson(call, {
          ...certificate,
          checks: checksJson(certificate, call.language),
          changedReleases: changed.map(({ version }) => version),
        })
      else call.terminal.out(certificateText(certificate, edition, call))
      if (problems.length > 0) return sayProblems({ catalogue: cliCatalogue, problems }, call, 1)
      return certificate.passed ? 0 : 1
    },
    () => loadEdition(standard),
  )
}

function checksJson({ checks }: Certificate, language: Language): unknown {
  return checks.map(({ id, examined, findings }) => ({
    id,
    title: checkTitle(id, language),
    examined,
    findings: findings.map((finding) => ({ ...finding, text: renderProblem(finding, language) })),
  }))
}

const WORDS = {
  zh: {
    edition: '版本',
    against: '对照已发布',
    items: (c: Certificate['counts']) =>
      `${c.items} 个项目（${c.published} 个为标准项目），${c.values} 个要素值；${c.generatedNames} 个名称由语法得出，${c.items - c.generatedNames} 个另行登记`,
    passed: '通过',
    failed: '未通过',
    more: (count: number) => `… 另有 ${count} 个，--all 全部列出`,
    defects: (count: number) => `来源的已知缺陷 ${count} 处（不算问题）`,
    synonyms: (count: number) => `疑似同义 ${count} 组（不算问题）`,
    preferred: '首选',
  },
  en: {
    edition: 'Edition',
    against: 'against releases',
    items: (c: Certificate['counts']) =>
      `${c.items} items (${c.published} published), ${c.values} facet values; ${c.generatedNames} names given by the grammar, ${c.items - c.generatedNames} by override`,
    passed: 'passed',
    failed: 'failed',
    more: (count: number) => `… and ${count} more, --all lists them`,
    defects: (count: number) => `${count} known defects of the source (fail nothing)`,
    synonyms: (count: number) => `${count} suspected synonyms (fail nothing)`,
    preferred: 'preferred',
  },
} as const

const SHORT = 5

function certificateText(certificate: Certificate, edition: Edition, { language, terminal, options }: Call): string {
  const words = WORDS[language]
  const { checks, counts, passed, releases, sourceDefects, suspectedSynonyms } = certificate
  const all = options.has('all')
  const mark = (good: boolean): string => (good ? terminal.paint('green', '✓') : terminal.paint('red', '✗'))
  const rows = layColumns(
    checks.map(({ id, examined, findings }) => [
      mark(findings.length === 0),
      checkTitle(id, language),
      String(examined),
    ]),
  )
  const lines = checks.flatMap(({ findings }, at) => {
    const shown = findings.slice(0, all ? findings.length : SHORT)
    const texts = shown.map((finding) => `    ${renderProblem(finding, language)}`)
    const rest = findings.length - shown.length
    return [`  ${rows[at]}`, ...texts, ...(rest > 0 ? [`    ${words.more(rest)}`] : [])]
  })
  const defects = sourceDefects.map(({ where, note }) => `${where}: ${note[language]}`)
  const synonyms = suspectedSynonyms.map(
    ({ dictionary, codes, preferred, reason }) =>
      `${dictionary} ${codes.join(' = ')} (${words.preferred} ${preferred}): ${reason[language]}`,
  )
  return [
    `${terminal.paint('bold', `${edition.title[language]} ${edition.version}`)}${releases.length === 0 ? '' : ` · ${words.against} ${releases.join(', ')}`}`,
    words.items(counts),
    '',
    ...lines,
    '',
    words.defects(defects.length),
    ...(all ? defects.map((line) => `  ${line}`) : []),
    words.synonyms(synonyms.length),
    ...(all ? synonyms.map((line) => `  ${line}`) : []),
    '',
    terminal.paint(passed ? 'green' : 'red', passed ? words.passed : words.failed),
    '',
  ].join('\n')
}
