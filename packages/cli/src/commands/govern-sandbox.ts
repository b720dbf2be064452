import { createPricer, type PriceSchedule } from '@yingma/charge'
import { diffEditions, type Edition } from '@yingma/core'
import { loadVocabulary } from '@yingma/edition'
import { type Draft, releaseDraft } from '@yingma/govern'
import { createNormaliser } from '@yingma/normalise'
import { toR4 } from '@yingma/server'
import { type ArchiveFile, importCatalogue, publishEditions, standardResources } from '@yingma/terminology'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { governProblems } from '../govern/govern-catalogue.ts'
import { loadDraft, loadProposals } from '../govern/load-draft.ts'
import { isDay } from '../govern/make-release.ts'
import { openSchedule, openSchedules, SCHEDULES_OPTION } from '../price/open-schedules.ts'
import { writeFolder } from '../terminology/write-folder.ts'
import { priceCatalogue } from '../texts/price-catalogue.ts'

export const command: Command = {
  usage: 'PROPOSALS.json [NAME…] [--schedule SCHEDULE] [--fhir FOLDER]',
  operands: { min: 1, max: 1000 },
  text: {
    zh: '发布以前试用下一版：提案并入以后增减哪些代码，每个名称在现行版本和下一版各读成什么、各多少钱（--schedule），并可把下一版写成草案状态的 FHIR 资源（--fhir）。不改动标准，也不产生发布；提案违反原则时给出反例，退出码 1。',
    en: 'Tries the coming edition before its release: which codes come and go with the proposals, how each name reads and what it\ncosts (--schedule) under the present edition and the coming one; --fhir writes the coming one as FHIR resources that are drafts.\nThe standard stays as it is and nothing is released; proposals that break a principle are refused, exit code 1.',
  },
  options: [
    { name: 'schedule', short: 's', value: 'SCHEDULE', text: { zh: '报价用的价表', en: 'schedule to quote with' } },
    {
      name: 'date',
      short: 'd',
      value: 'YYYY-MM-DD',
      text: { zh: '检查日期，默认价表首日', en: 'day of the exam, the first of the schedule if not said' },
    },
    { name: 'fhir', value: 'FOLDER', text: { zh: '新的文件夹，写 r4/ 与 r5/', en: 'a new folder for r4/ and r5/' } },
    SCHEDULES_OPTION,
    { name: 'standard', value: 'DIR', text: { zh: '另一个标准文件夹', en: 'another standard folder' } },
  ],
  examples: [
    {
      line: 'yingma govern sandbox proposals.json 胸部灌注CT --schedule jiangxi-2025',
      text: { zh: '一个名称的读法和价格', en: 'how a name reads and what it costs' },
    },
    {
      line: 'yingma govern sandbox proposals.json --fhir draft',
      text: { zh: '下一版的 FHIR 草案', en: 'the coming edition as FHIR drafts' },
    },
  ],
  run,
}

/** A name under one edition; `null` where it cannot be priced, or nothing was asked. */
interface Tried {
  readonly state: string
  readonly codes: readonly string[]
  readonly totalCents: number | null
}

async function run(call: Call): Promise<ExitCode> {
  const { options, operands } = call
  const date = options.get('date')
  if (date !== undefined && !isDay(date)) {
    return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'date', value: date, allowed: ['2026-03-01'] })
  }
  const loaded = loadDraft(call)
  const [file = '', ...names] = operands
  const proposals = loadProposals(call, file)
  if (loaded === undefined || proposals === undefined) return 1
  const { draft: before, releases } = loaded
  const result = releaseDraft(before, proposals, releases)
  if (!result.ok) return sayProblems({ catalogue: governProblems, problems: result.problems }, call, 1)
  const schedule = scheduleOf(call)
  if (schedule === false) return 1
  const [now, coming] = [trial(before, schedule, date), trial(result.draft, schedule, date)]
  const tried = names.map((name) => ({ name, now: now(name), coming: coming(name) }))
  const folder = options.get('fhir')
  const { edition } = result.draft
  if (folder !== undefined) {
    const problem = await writeFolder(folder, fhirDrafts(edition))
    if (problem !== undefined) return sayProblems({ catalogue: importCatalogue, problems: [problem] }, call, 1)
  }
  const { added, retired } = diffEditions(before.edition, edition)
  const said = {
    edition: edition.version,
    before: before.edition.version,
    added: added.map(({ code, name, nameEn }) => ({ code, name, nameEn })),
    retired: retired.map(({ item, successors }) => ({
      code: item.code,
      successors: successors.map(({ code }) => code),
    })),
    names: tried,
    ...(folder === undefined ? {} : { fhir: folder }),
  }
  if (call.json) writeJson(call, said)
  else call.terminal.out(textOf(said, call))
  return 0
}

/** The schedule that was asked for; undefined where none was, false where it is said what is wrong. */
function scheduleOf(call: Call): PriceSchedule | undefined | false {
  const id = call.options.get('schedule')
  if (id === undefined) return undefined
  const all = openSchedules(call.options)
  const opened = all.ok ? openSchedule(all.value, id, undefined, []) : all
  if (opened.ok) return opened.value
  sayProblems({ catalogue: priceCatalogue, problems: opened.problems }, call, 1)
  return false
}

/** Reads and prices names under a draft. */
function trial({ edition, terms }: Draft, schedule: PriceSchedule | undefined, date: string | undefined) {
  const normaliser = createNormaliser(edition, { ...loadVocabulary(), terms })
  const pricer = schedule === undefined ? undefined : createPricer(edition, schedule)
  return (name: string): Tried => {
    const { state, items } = normaliser.normalise({ name })
    const codes = items.flatMap(({ code }) => code ?? [])
    const quote =
      codes.length < items.length || codes.length === 0
        ? undefined
        : pricer?.quote({
            date: date ?? schedule?.validFrom ?? '',
            items: codes.map((code) => ({ code })),
          })
    return { state, codes, totalCents: quote?.ok ? quote.totalCents : null }
  }
}

/** The edition as FHIR packages whose resources are drafts under a version that no release has. */
function fhirDrafts(edition: Edition): readonly ArchiveFile[] {
  const version = `${edition.version}-draft`
  const date = new Date().toISOString().slice(0, 10)
  const resources = standardResources({ ...edition, version }, { date, status: 'draft' })
  return (
    [
      ['r4', '4.0.1'],
      ['r5', '5.0.0'],
    ] as const
  ).flatMap(([folder, fhirVersion]) =>
    publishEditions([{ version, date, resources }], {
      fhirVersion,
      convert: (resource) => (folder === 'r4' ? (toR4({ ...resource }) as unknown as typeof resource) : resource),
      retracted: [],
    }).map(({ path, bytes }) => ({ path: `${folder}/${path}`, bytes })),
  )
}

interface Said {
  readonly edition: string
  readonly before: string
  readonly added: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[]
  readonly retired: readonly { readonly code: string; readonly successors: readonly string[] }[]
  readonly names: readonly { readonly name: string; readonly now: Tried; readonly coming: Tried }[]
}

function textOf({ edition, before, added, retired, names }: Said, { language }: Call): string {
  const one = ({ codes, totalCents }: Tried): string =>
    `${codes.join(' + ') || '—'}${totalCents === null ? '' : ` ¥${(totalCents / 100).toFixed(2)}`}`
  const rows = [
    ...added.map(({ code, name, nameEn }) => [`+ ${code}`, language === 'zh' ? name : nameEn]),
    ...retired.map(({ code, successors }) => [`− ${code}`, `→ ${successors.join(' + ')}`]),
    ...names.map(({ name, now, coming }) => [name, `${one(now)} → ${one(coming)}`]),
  ]
  return `${before} → ${edition}\n${layColumns(rows)
    .map((line) => `  ${line}\n`)
    .join('')}`
}
