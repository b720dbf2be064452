import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { CliProblem } from './cli-problem.ts'

const meant = (near: readonly string[]): string => (near.length === 0 ? '' : `；是否指 ${near.join('、')}`)

export const zh: ProblemTexts<CliProblem> = {
  'cli-unknown-command': ({ command, near }) => `没有命令“${command}”${meant(near)}。“yingma --help”列出全部命令`,
  'cli-unknown-option': ({ option, near }) => `这个命令没有选项 ${option}${meant(near)}。--help 列出全部选项`,
  'cli-option-needs-value': ({ option, value }) => `选项 --${option} 后面要有 ${value}`,
  'cli-option-takes-no-value': ({ option }) => `选项 --${option} 不带值`,
  'cli-option-missing': ({ option }) => `缺少选项 --${option}`,
  'cli-option-twice': ({ option }) => `选项 --${option} 只能给一次`,
  'cli-value-not-allowed': ({ option, value, allowed }) =>
    `选项 --${option} 不能是“${value}”，可以是 ${allowed.join('、')}`,
  'cli-operand-missing': ({ usage }) => `缺少 ${usage.replaceAll(/\[[^\]]*\]/g, '').trim() || usage}`,
  'cli-operand-extra': ({ operand, usage }) => `多出“${operand}”；用法：${usage}`,
  'cli-options-exclude': ({ option, other }) => `--${option} 与 ${other} 不能同时使用`,
  'cli-option-needs-option': ({ option, other }) => `--${option} 要与 ${other} 一起使用`,
  'cli-workbook-to-terminal': () => '工作簿不能显示在终端上：请用 --out FILE 指定文件，或用 --format 选择别的格式',
  'cli-several-files': () => '多个表格要用 --out DIR 指定一个文件夹；或用 --format jsonl 合为一份',
  'cli-same-file': ({ file }) => `${file}：输出会盖掉输入，请另给文件名`,
  'cli-name-for-file': ({ name }) => `没有文件“${name}”；若它是一个检查名称，请用 yingma explain "${name}"`,
  'cli-unknown-release': ({ release, releases }) =>
    `没有发布版本“${release}”；已有 ${releases.join('、') || '（无）'}，coming 指尚未发布的内容`,
  'cli-release-changed': ({ release }) => `已发布的 ${release} 展开后与发布时不同：发布后的文件不得改动`,
  'cli-file-trouble': ({ path, reason }) => `${path}：无法读写（${fileTrouble(reason, 'zh')}）`,
  'cli-no-hits': ({ words }) => `没有找到“${words}”`,
}
