import { loadVocabulary } from '@yingma/edition'
import { buildRelease } from '@yingma/govern'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage } from '../command-line/say-problems.ts'
import { loadDraft, loadProposals, readText } from '../govern/load-draft.ts'
import { finishRelease, RELEASE_OPTIONS, refuseDay, refuseTerms } from '../govern/make-release.ts'

export const command: Command = {
  usage: 'PROPOSALS.json --date DAY --key PRIVATE.pem',
  operands: { min: 1, max: 1 },
  text: {
    zh: '把通过的提案做成一个发布：应用到标准文件夹，冻结为 releases/版本/，内含全部来源、清单（SHA-256）、ed25519 签名、唯一性证书、差异、停用项目迁移表（含过渡期）和中英文发布说明。版本号由变更得出：增减项目升次版本，只改文字升修订号。违反原则时什么都不写，指出是哪个提案，退出码 1。\n回滚也是一次新的发布：已发布的文件夹从不更改。',
    en: 'Makes a release of proposals that were accepted: applies them to the standard folder and freezes releases/VERSION/ with all\nsources, a manifest (SHA-256), an ed25519 signature, the certificate of uniqueness, the diff, the migration table of retired\nitems with its grace window, and notes in Chinese and English. The version follows from the changes: items raise the middle\nnumber, words the last. Where a principle breaks nothing is written, and the proposal to blame is named; exit code 1. A rollback\nis a new release, too: frozen folders never change.',
  },
  options: [
    {
      name: 'grace',
      value: 'MONTHS',
      text: { zh: '过渡期月数，默认 12', en: 'months of grace for retired codes, 12 if not said' },
    },
    ...RELEASE_OPTIONS,
  ],
  examples: [
    {
      line: 'yingma govern release ready.json --date 2026-12-01 --key release.pem',
      text: { zh: '发布', en: 'make the release' },
    },
  ],
  run,
}

function run(call: Call): ExitCode {
  const { options } = call
  const refused = refuseTerms(call, ['date', 'key'])
  if (refused !== undefined) return refused
  const grace = Number(options.get('grace') ?? '12')
  if (!Number.isInteger(grace) || grace < 0 || grace > 120) {
    return refuseUsage(call, {
      code: 'cli-value-not-allowed',
      option: 'grace',
      value: String(options.get('grace')),
      allowed: ['0 … 120'],
    })
  }
  const loaded = loadDraft(call)
  const proposals = loadProposals(call, call.operands[0] ?? '')
  const key = readText(call, options.get('key') ?? '')
  if (loaded === undefined || proposals === undefined || key === undefined) return 1
  const unfit = refuseDay(call)
  if (unfit !== undefined) return unfit
  const version = options.get('version')
  const built = buildRelease({
    before: loaded.draft,
    releases: loaded.releases,
    proposals,
    date: options.get('date') ?? '',
    surroundings: loadVocabulary(),
    graceMonths: grace,
    ...(version === undefined ? {} : { version }),
  })
  return finishRelease(call, built, { key, proposals })
}
