import { loadVocabulary, standardFolder } from '@yingma/edition'
import { buildRollback } from '@yingma/govern'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { loadDraft, readText } from '../govern/load-draft.ts'
import { finishRelease, RELEASE_OPTIONS, refuseDay, refuseTerms } from '../govern/make-release.ts'

export const command: Command = {
  usage: 'VERSION --reason TEXT --date DAY --key PRIVATE.pem',
  operands: { min: 1, max: 1 },
  text: {
    zh: '回滚最近的发布 VERSION：做成一个新的、同样签名的发布，词库、项目英文名和字典说明回到前一个发布。代码、标识、规则和停用记录不会撤回，因为已经在记录里。再回滚一次就恢复原来的用词。\n不是最近的发布、前一个发布没有词库或被改动、标准文件夹有未发布的改动、没有可撤回的内容时，什么都不写，退出码 1。',
    en: 'Undoes the last release, VERSION, by a new one that is signed alike: the lexicon, the English names of items and what\nis told of values go back to the release before. Codes, ids, rules and retirements stay, for they are in records already.\nUndoing the rollback brings the words back. Nothing is written, exit code 1, where VERSION is not the last release, where the\none before holds no lexicon or was tampered with, where the standard folder holds changes that no release has, and where\nthere is nothing to take back.',
  },
  options: [
    {
      name: 'reason',
      value: 'TEXT',
      text: { zh: '为什么回滚，写进发布说明', en: 'why it is undone, told in the notes' },
    },
    ...RELEASE_OPTIONS,
  ],
  examples: [
    {
      line: 'yingma govern rollback 1.1.1 --reason "左面 is read wrongly" --date 2026-12-01 --key release.pem',
      text: { zh: '回滚 1.1.1', en: 'undo 1.1.1' },
    },
  ],
  run,
}

function run(call: Call): ExitCode {
  const { options } = call
  const refused = refuseTerms(call, ['reason', 'date', 'key'])
  if (refused !== undefined) return refused
  const loaded = loadDraft(call)
  const key = readText(call, options.get('key') ?? '')
  if (loaded === undefined || key === undefined) return 1
  const unfit = refuseDay(call)
  if (unfit !== undefined) return unfit
  const version = options.get('version')
  const built = buildRollback({
    before: loaded.draft,
    releases: loaded.releases,
    standard: options.get('standard') ?? standardFolder(),
    undone: call.operands[0] ?? '',
    reason: options.get('reason') ?? '',
    date: options.get('date') ?? '',
    surroundings: loadVocabulary(),
    ...(version === undefined ? {} : { version }),
  })
  return finishRelease(call, built, { key, proposals: [] })
}
