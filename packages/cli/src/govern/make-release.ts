import { readManifest, releaseVersions, standardFolder } from '@yingma/edition'
import { checkReleaseDay, type ReadyProposal, type ReleaseBuilt, writeRelease } from '@yingma/govern'
import type { Call } from '../command-line/call.ts'
import type { ExitCode, Option } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { governProblems } from './govern-catalogue.ts'

/** Options of every command that makes a release. */
export const RELEASE_OPTIONS: readonly Option[] = [
  { name: 'date', value: 'DAY', text: { zh: '发布日期，如 2026-12-01', en: 'day of the release, as 2026-12-01' } },
  { name: 'key', value: 'FILE', text: { zh: '签名私钥（govern key 生成）', en: 'private key, made by govern key' } },
  {
    name: 'version',
    value: 'V',
    text: { zh: '指定版本号', en: 'another version than the one that follows' },
  },
  { name: 'standard', value: 'DIR', text: { zh: '另一个标准文件夹', en: 'another standard folder' } },
]

/** Says which of these options are missing and whether the date is none; `undefined` where the call is right. */
export function refuseTerms(call: Call, required: readonly string[]): ExitCode | undefined {
  const missing = required.filter((option) => !call.options.has(option))
  if (missing.length > 0) {
    return refuseUsage(call, ...missing.map((option) => ({ code: 'cli-option-missing', option }) as const))
  }
  const date = call.options.get('date') ?? ''
  if (isDay(date)) return undefined
  return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'date', value: date, allowed: ['2026-12-01'] })
}

/** Says why the release cannot have its day; `undefined` where it can. Asked when the releases are known to load. */
export function refuseDay(call: Call): ExitCode | undefined {
  const standard = call.options.get('standard') ?? standardFolder()
  const version = releaseVersions(standard).at(-1)
  const last = version === undefined ? '' : readManifest(version, standard).date
  const today = new Date().toISOString().slice(0, 10)
  const problem = checkReleaseDay(call.options.get('date') ?? '', last, today)
  return problem === null ? undefined : sayProblems({ catalogue: governProblems, problems: [problem] }, call, 1)
}

/** Signs and writes what was built and says its notes, or says why there is no release and which proposal is to blame. */
export function finishRelease(
  call: Call,
  built: ReleaseBuilt,
  { key, proposals }: { readonly key: string; readonly proposals: readonly ReadyProposal[] },
): ExitCode {
  if (!built.ok) {
    const blamed = proposals.filter(({ id }) => id === built.proposal)
    const problems = [
      ...blamed.map(({ id, title }) => ({ code: 'govern-proposal-blocks', proposal: id, title }) as const),
      ...built.problems,
    ]
    return sayProblems({ catalogue: governProblems, problems }, call, 1)
  }
  const { manifest, notes } = built.release
  const problem = writeRelease(built.release, call.options.get('standard') ?? standardFolder(), key)
  if (problem !== null) return sayProblems({ catalogue: governProblems, problems: [problem] }, call, 1)
  if (call.json) writeJson(call, manifest)
  else call.terminal.out(notes[call.language])
  return 0
}

/** Whether a text is a day of the calendar. */
export function isDay(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/u.test(date) && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) === true
}
