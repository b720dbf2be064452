import { readFile } from 'node:fs/promises'
import { fromR4 } from '@yingma/server'
import { type ArchiveFile, type ImportedResource, importCatalogue, readResources } from '@yingma/terminology'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { releaseNote } from '../terminology/taken-folder.ts'
import { unreadable, writeFolder } from '../terminology/write-folder.ts'

export const command: Command = {
  usage: 'FILE… --into FOLDER',
  operands: { min: 1, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '检查并收下 CodeSystem、ValueSet、ConceptMap：JSON 文件、NDJSON、Bundle、FHIR 包（.tgz）。全部正确才收下，否则一个也不收，并列出每个问题；收下的内容一字不变。',
    en: 'Checks and takes over CodeSystems, ValueSets and ConceptMaps: JSON files, NDJSON, Bundles, FHIR packages (.tgz). All or\nnothing: one that is wrong keeps all out, and every problem is named. What is taken over stays as it came.',
  },
  options: [
    { name: 'into', value: 'FOLDER', text: { zh: '新的文件夹', en: 'a new folder' } },
    {
      name: 'fhir',
      value: 'R',
      choices: ['r4', 'r5'],
      text: { zh: '资源的 FHIR 版本，默认 r5', en: 'version of FHIR that the resources are of, r5 if not said' },
    },
  ],
  examples: [
    {
      line: 'yingma import fhir loinc.json maps.ndjson --into terminology',
      text: { zh: '几个文件', en: 'some files' },
    },
    {
      line: 'yingma import fhir hl7.terminology.r4.tgz --fhir r4 --into terminology',
      text: { zh: '一个 R4 包', en: 'a package of R4' },
    },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const { options, operands } = call
  const into = options.get('into')
  if (into === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'into' })
  const files: ArchiveFile[] = []
  for (const path of operands) {
    try {
      files.push({ path, bytes: await readFile(path) })
    } catch (error) {
      return sayProblems({ catalogue: importCatalogue, problems: [unreadable(path, error)] }, call, 1)
    }
  }
  const read = readResources(files, options.get('fhir') === 'r4' ? fromR4 : (resource) => resource)
  if (!read.ok) return sayProblems({ catalogue: importCatalogue, problems: read.problems }, call, 1)
  const release = options.get('fhir') === 'r4' ? 'r4' : 'r5'
  const written = [
    releaseNote(release),
    ...read.resources.map((one, at) => ({ path: nameOf(one, at), bytes: one.bytes })),
  ]
  const problem = await writeFolder(into, written)
  if (problem !== undefined) return sayProblems({ catalogue: importCatalogue, problems: [problem] }, call, 1)
  const taken = read.resources.map(({ resource: { resourceType, url, version } }) => ({ resourceType, url, version }))
  if (call.json) writeJson(call, { folder: into, resources: taken })
  else call.terminal.out(`${into}: ${taken.length} ${call.language === 'zh' ? '个资源' : 'resources'}\n`)
  return 0
}

/** Numbered, since ids of different publishers can be the same. */
function nameOf({ resource }: ImportedResource, at: number): string {
  const id = (resource.id ?? '').replace(/[^A-Za-z0-9.-]/g, '-')
  return `${String(at + 1).padStart(4, '0')}-${resource.resourceType}${id === '' ? '' : `-${id}`}.json`
}
