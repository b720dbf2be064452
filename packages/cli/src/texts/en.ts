import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { CliProblem } from './cli-problem.ts'

const meant = (near: readonly string[]): string => (near.length === 0 ? '' : `; perhaps ${near.join(', ')}`)

export const en: ProblemTexts<CliProblem> = {
  'cli-unknown-command': ({ command, near }) =>
    `there is no command '${command}'${meant(near)}. 'yingma --help' lists all commands`,
  'cli-unknown-option': ({ option, near }) =>
    `this command has no option ${option}${meant(near)}. --help lists all options`,
  'cli-option-needs-value': ({ option, value }) => `the option --${option} needs ${value} behind it`,
  'cli-option-takes-no-value': ({ option }) => `the option --${option} takes no value`,
  'cli-option-missing': ({ option }) => `the option --${option} is missing`,
  'cli-option-twice': ({ option }) => `the option --${option} may be given once only`,
  'cli-value-not-allowed': ({ option, value, allowed }) =>
    `the option --${option} cannot be '${value}', it may be ${allowed.join(', ')}`,
  'cli-operand-missing': ({ usage }) => `missing: ${usage.replaceAll(/\[[^\]]*\]/g, '').trim() || usage}`,
  'cli-operand-extra': ({ operand, usage }) => `'${operand}' is too much; usage: ${usage}`,
  'cli-options-exclude': ({ option, other }) => `--${option} and ${other} exclude one another`,
  'cli-option-needs-option': ({ option, other }) => `--${option} goes with ${other} only`,
  'cli-workbook-to-terminal': () =>
    'a workbook cannot be shown on a terminal: name a file with --out FILE, or another format with --format',
  'cli-several-files': () => 'several tables need a folder, --out DIR; or --format jsonl, which makes one of them',
  'cli-same-file': ({ file }) => `${file}: the output would replace the input, name another file`,
  'cli-name-for-file': ({ name }) =>
    `there is no file “${name}”; if it is the name of an exam, use yingma explain "${name}"`,
  'cli-unknown-release': ({ release, releases }) =>
    `there is no release '${release}'; there are ${releases.join(', ') || '(none)'}, and 'coming' for what is not released yet`,
  'cli-release-changed': ({ release }) =>
    `the release ${release} expands to other items than when it was frozen: frozen files never change`,
  'cli-file-trouble': ({ path, reason }) => `${path}: cannot be read or written (${fileTrouble(reason, 'en')})`,
  'cli-no-hits': ({ words }) => `nothing found for '${words}'`,
}
