import type { Edition } from '@yingma/core'
import { loadVersion, readManifest, releaseVersions, standardFolder } from '@yingma/edition'
import { toR4 } from '@yingma/server'
import {
  type ArchiveFile,
  editionChanges,
  importCatalogue,
  type PublishedEdition,
  publishEditions,
  standardResources,
} from '@yingma/terminology'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { writeFolder } from '../terminology/write-folder.ts'
import { cliCatalogue } from '../texts/catalogue.ts'

const FHIR = { r4: '4.0.1', r5: '5.0.0' } as const
type Release = keyof typeof FHIR

export const command: Command = {
  usage: '--out FOLDER',
  operands: { min: 0, max: 0 },
  text: {
    zh: '把一个发布版本写成 FHIR 资源，可放在任何网页服务器上：r4/ 和 r5/ 下各有一个 FHIR NPM 包（.tgz）、每个 CodeSystem、ValueSet、ConceptMap 单独的文件，和列出全部文件大小与 SHA-256 的 Atom 订阅源 feed.xml。同一版本总是得到同样的字节。',
    en: 'Writes a release as FHIR resources to put on any web server: r4/ and r5/ each hold a FHIR NPM package (.tgz), every\nCodeSystem, ValueSet and ConceptMap as a file of its own, and an Atom feed, feed.xml, that lists them with size and\nSHA-256. The same release always gives the same bytes.',
  },
  options: [
    { name: 'out', short: 'o', value: 'FOLDER', text: { zh: '新的文件夹', en: 'a new folder' } },
    { name: 'release', value: 'V', text: { zh: '发布版本，默认最新', en: 'the release, the newest if not said' } },
    {
      name: 'fhir',
      value: 'R',
      choices: ['r4', 'r5', 'both'],
      text: { zh: 'FHIR 版本，默认两个都写', en: 'version of FHIR, both if not said' },
    },
    {
      name: 'since',
      value: 'V',
      text: {
        zh: '加一个 ConceptMap：此版本以来改变的代码',
        en: 'with a ConceptMap of the codes that changed since this release',
      },
    },
    {
      name: 'retract',
      value: 'V',
      repeat: true,
      text: { zh: '在订阅源里撤回这个版本，可重复', en: 'take this release back in the feed; may be repeated' },
    },
    {
      name: 'url',
      value: 'URL',
      text: {
        zh: '文件夹对外的地址，用于订阅源里的链接',
        en: 'address under which the folder is served, for the links of the feed',
      },
    },
    {
      name: 'base',
      value: 'URI',
      text: { zh: '代码系统地址的开头', en: 'beginning of the addresses of the code systems' },
    },
    { name: 'standard', value: 'DIR', text: { zh: '另一个标准文件夹', en: 'another standard folder' } },
  ],
  examples: [
    { line: 'yingma export fhir --out fhir', text: { zh: '最新版本，R4 和 R5', en: 'the newest release, R4 and R5' } },
    {
      line: 'yingma export fhir --out fhir --fhir r5 --url https://example.org/fhir/',
      text: { zh: '只要 R5，带地址', en: 'R5 alone, with its address' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options } = call
  const out = options.get('out')
  if (out === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  const standard = options.get('standard') ?? standardFolder()
  const releases = releaseVersions(standard)
  const version = options.get('release') ?? releases.at(-1) ?? ''
  const asked = [version, ...options.all('since'), ...options.all('retract')]
  const problems = asked
    .filter((release) => !releases.includes(release))
    .map((release) => ({ code: 'cli-unknown-release', release, releases }) as const)
  if (problems.length > 0) return sayProblems({ catalogue: cliCatalogue, problems }, call, 1)
  const load = (release: string): Edition => loadVersion(release, standard) as Edition
  return withEdition(
    call,
    async (edition) => {
      const since = options.get('since')
      const publication = publicationOf(version, standard, options.get('base'))
      const changes = since === undefined ? [] : [editionChanges(load(since), edition, publication)]
      const own = published(edition, standard, options.get('base'))
      const withChanges = { ...own, resources: [...own.resources, ...changes] }
      const retracted = options.all('retract').map((release) => published(load(release), standard, options.get('base')))
      const choice = options.get('fhir') ?? 'both'
      const files = (Object.keys(FHIR) as Release[])
        .filter((release) => choice === 'both' || choice === release)
        .flatMap((release) => filesOf(release, withChanges, retracted, call))
      const problem = await writeFolder(out, files)
      if (problem !== undefined) return sayProblems({ catalogue: importCatalogue, problems: [problem] }, call, 1)
      if (call.json)
        writeJson(call, {
          folder: out,
          release: version,
          files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length })),
        })
      else call.terminal.out(`${out}: ${version}, ${files.length} ${call.language === 'zh' ? '个文件' : 'files'}\n`)
      return 0
    },
    () => load(version),
  )
}

function filesOf(
  release: Release,
  edition: PublishedEdition,
  retracted: readonly PublishedEdition[],
  { options }: Call,
): ArchiveFile[] {
  const url = options.get('url')?.replace(/\/*$/, `/${release}/`)
  const base = options.get('base')
  const files = publishEditions([edition], {
    fhirVersion: FHIR[release],
    convert: (resource) => (release === 'r4' ? (toR4({ ...resource }) as unknown as typeof resource) : resource),
    retracted,
    ...(url === undefined ? {} : { url }),
    ...(base === undefined ? {} : { base }),
  })
  return files.map(({ path, bytes }) => ({ path: `${release}/${path}`, bytes }))
}

function published(edition: Edition, standard: string, base: string | undefined): PublishedEdition {
  const publication = publicationOf(edition.version, standard, base)
  return { version: edition.version, date: publication.date, resources: standardResources(edition, publication) }
}

function publicationOf(
  version: string,
  standard: string,
  base: string | undefined,
): { date: string; status: 'active'; base?: string } {
  const { date } = readManifest(version, standard)
  return { date, status: 'active', ...(base === undefined ? {} : { base }) }
}
